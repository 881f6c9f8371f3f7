namespace Heketi.Client.Errors;

/// <summary>Whatever keeps a request from its result. The message is meant for the person at the keyboard.</summary>
public abstract class HeketiException : Exception
{
    /// <summary>An error with the text to show and, when there is one, its cause.</summary>
    protected HeketiException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
