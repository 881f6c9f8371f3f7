using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Heketi.Server.Composition;

namespace Heketi.Server.Tls;

/// <summary>
/// The certificate of <c>cert_file</c> and <c>key_file</c>, read again when a file has changed. It is looked for at handshakes,
/// at most once a second: that works with every way of replacing files, the swapped links of Kubernetes secrets included.
/// </summary>
public sealed class ServerCertificate
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);
    private readonly string certificateFile;
    private readonly string keyFile;
    private readonly TimeProvider time;
    private readonly ILogger<ServerCertificate> logger;
    private readonly Lock gate = new();
    private SslStreamCertificateContext context;
    private FileStamps stamps;
    private DateTimeOffset nextLook;

    /// <summary>Reads the files.</summary>
    /// <exception cref="StartFailedException">They cannot be read, or do not belong together.</exception>
    public ServerCertificate(string certificateFile, string keyFile, TimeProvider time, ILogger<ServerCertificate> logger)
    {
        ArgumentNullException.ThrowIfNull(time);
        (this.certificateFile, this.keyFile, this.time, this.logger) = (certificateFile, keyFile, time, logger);
        try
        {
            stamps = FileStamps.Of(certificateFile, keyFile);
            context = Read();
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            throw new StartFailedException(
                $"HTTP Server error: cannot read cert_file {certificateFile} and key_file {keyFile}: {e.Message}", e);
        }

        nextLook = time.GetUtcNow() + LookInterval;
    }

    /// <summary>What a handshake needs, with the newest certificate that could be read.</summary>
    public SslServerAuthenticationOptions Options()
    {
        lock (gate)
        {
            Refresh();
            return new() { ServerCertificateContext = context };
        }
    }

    private void Refresh()
    {
        if (time.GetUtcNow() < nextLook)
        {
            return;
        }

        nextLook = time.GetUtcNow() + LookInterval;
        var found = FileStamps.Of(certificateFile, keyFile);
        if (found == stamps)
        {
            return;
        }

        try
        {
            // Connections that were made with the old one still use it: it is left to the finalizer
            context = Read();
            stamps = found;
            logger.LogInformation("cert_file {File} was read again: {Subject}, valid until {End:u}", certificateFile, Leaf.Subject, Leaf.NotAfter);
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            logger.LogError(
                "cert_file {File} and key_file {Key} have changed and cannot be read ({Reason}); the certificate from before is used on",
                certificateFile,
                keyFile,
                e.Message);
        }
    }

    private X509Certificate2 Leaf => context.TargetCertificate;

    private SslStreamCertificateContext Read()
    {
        var leaf = X509Certificate2.CreateFromPemFile(certificateFile, keyFile);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(certificateFile);
        return SslStreamCertificateContext.Create(leaf, chain, offline: true);
    }

    private static bool IsUnreadable(Exception e) => e is IOException or UnauthorizedAccessException or CryptographicException;

    private readonly record struct FileStamps(DateTime Certificate, long CertificateSize, DateTime Key, long KeySize)
    {
        public static FileStamps Of(string certificate, string key)
        {
            var (first, second) = (Target(certificate), Target(key));
            return new(first.LastWriteTimeUtc, Size(first), second.LastWriteTimeUtc, Size(second));
        }

        /// <summary>The file behind links: of a link itself neither time nor size would change.</summary>
        private static FileInfo Target(string path) =>
            File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true) as FileInfo ?? new FileInfo(path) : new FileInfo(path);

        private static long Size(FileInfo file) => file.Exists ? file.Length : -1;
    }
}
