namespace Heketi.Client.Errors;

/// <summary>No answer came: the server was not reached, the connection broke, or its certificate is not trusted.</summary>
public sealed class HeketiConnectionException : HeketiException
{
    /// <summary>An error whose text names the request and what went wrong.</summary>
    public HeketiConnectionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
