namespace Heketi.Client.Errors;

/// <summary>The server's address, or an id that becomes a part of it, makes no request.</summary>
public sealed class HeketiAddressException : HeketiException
{
    /// <summary>An error whose text names the address.</summary>
    public HeketiAddressException(string message)
        : base(message)
    {
    }
}
