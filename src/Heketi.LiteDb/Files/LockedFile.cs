using Heketi.Core.Store;
using Microsoft.Win32.SafeHandles;

namespace Heketi.LiteDb.Files;

/// <summary>Opens files that a second process must not have.</summary>
internal static class LockedFile
{
    private const int WindowsSharingViolation = unchecked((int)0x80070020);
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;

    /// <exception cref="StoreLockedException">Another process has it.</exception>
    public static SafeFileHandle Open(string path, FileMode mode, FileAccess access, FileShare share, string database)
    {
        try
        {
            return File.OpenHandle(path, mode, access, share);
        }
        catch (IOException e) when (e.HResult is WindowsSharingViolation or LinuxWouldBlock or MacWouldBlock)
        {
            throw new StoreLockedException(
                $"The database {database} is in use by another process (it holds {path}). "
                + "Stop that process, or name another database file.",
                e);
        }
    }
}
