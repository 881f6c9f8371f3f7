namespace Heketi.Client.Errors;

/// <summary>The server answered something that this API does not have: probably it is no Heketi server.</summary>
public sealed class HeketiProtocolException : HeketiException
{
    /// <summary>An error whose text says what came.</summary>
    public HeketiProtocolException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
