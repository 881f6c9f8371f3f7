using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Heketi.LiteDb.Files;

/// <summary>Reads files whose lock another process holds; .NET always asks for a shared lock when it opens a file itself.</summary>
internal static partial class UnlockedFile
{
    private const int OpenReadOnly = 0;

    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static FileStream OpenRead(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }

        var descriptor = Open(path, OpenReadOnly);
        return descriptor < 0
            ? throw new IOException($"open {path}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}")
            : new FileStream(new SafeFileHandle(descriptor, ownsHandle: true), FileAccess.Read);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);
}
