using Renci.SshNet;
using Renci.SshNet.Common;

namespace Heketi.Nodes.Transports.Ssh;

/// <summary>Loads the private key.</summary>
internal static class SshKey
{
    /// <exception cref="SshConfigurationException">There is no usable key in the file.</exception>
    public static PrivateKeyFile Load(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new SshConfigurationException("sshexec.keyfile is not set: give the path of a private key, or set HEKETI_SSH_KEYFILE.");
        }

        try
        {
            using var file = File.OpenRead(path);
            return new PrivateKeyFile(file);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Bad(path, "there is no such file", e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw Bad(path, $"it cannot be read: {e.Message}", e);
        }
        catch (SshPassPhraseNullOrEmptyException e)
        {
            throw Bad(path, "it is protected by a passphrase; the server needs a key without one", e);
        }
        catch (Exception e) when (e is SshException or NotSupportedException or ArgumentException or FormatException)
        {
            throw Bad(path, $"it is no private key of a known format (OpenSSH, PEM): {e.Message}", e);
        }
    }

    private static SshConfigurationException Bad(string path, string why, Exception inner) =>
        new($"sshexec.keyfile \"{path}\" is not usable: {why}. Give another file there or in HEKETI_SSH_KEYFILE.", inner);
}
