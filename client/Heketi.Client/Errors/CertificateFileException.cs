namespace Heketi.Client.Errors;

/// <summary>A certificate file cannot be read or holds no certificate.</summary>
public sealed class CertificateFileException : HeketiException
{
    /// <summary>An error whose text names the file.</summary>
    public CertificateFileException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
