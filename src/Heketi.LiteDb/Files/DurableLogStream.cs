using Microsoft.Win32.SafeHandles;

namespace Heketi.LiteDb.Files;

/// <summary>
/// The log of LiteDB, written so that a commit is on the disk wholly or not at all, and known to be.
/// LiteDB's <c>Commit()</c> returns before its background writer has written the pages. This stream sees the page that carries
/// the commit mark: everything else is synced first, the part with the mark last, and then the waiting writer is told.
/// Holds the file with <see cref="FileShare.None"/>: it is the lock of the database.
/// </summary>
/// <remarks>Relies on the page layout of LiteDB 5.0.20; a test holds the layout and the version together.</remarks>
internal sealed class DurableLogStream : Stream
{
    /// <summary>Byte of a page that is non-zero in the last page of a transaction.</summary>
    public const int CommitMark = 18;

    private const int PageSize = DatabaseFiles.PageSize;

    /// <summary>Disks write sectors of this size at once, or larger ones.</summary>
    private const int Sector = 512;

    private readonly SafeFileHandle file;
    private readonly object gate = new();
    private long commits;
    private Exception? failure;

    private DurableLogStream(SafeFileHandle file) => this.file = file;

    /// <summary>Transactions that are on the disk, counted from opening.</summary>
    public long Commits
    {
        get
        {
            lock (gate)
            {
                return commits;
            }
        }
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => RandomAccess.GetLength(file);

    /// <inheritdoc/>
    public override long Position { get; set; }

    /// <summary>Opens, makes and locks the log.</summary>
    /// <exception cref="Core.Store.StoreLockedException">Another process has it.</exception>
    public static DurableLogStream Open(DatabaseFiles files)
    {
        var isNew = !File.Exists(files.LogPath);
        var file = LockedFile.Open(files.LogPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, files.DataPath);
        try
        {
            if (isNew)
            {
                DirectorySync.Sync(files.Directory);
            }

            return new(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads a log without changing it; what follows the last commit is left out.</summary>
    public static byte[] ReadCommitted(SafeFileHandle file)
    {
        var content = new byte[CommittedLength(file)];
        ReadAt(file, content, 0);
        return content;
    }

    /// <summary><see cref="ReadCommitted(SafeFileHandle)"/> of this log.</summary>
    public byte[] ReadCommitted() => ReadCommitted(file);

    /// <summary>
    /// Takes away what a killed process left behind its last commit. LiteDB would keep those pages, could give their transaction
    /// number to a new transaction, and would then take them for a part of it.
    /// </summary>
    public void CropUncommitted()
    {
        var committed = CommittedLength(file);
        if (committed < Length)
        {
            SetLength(committed);
        }
    }

    /// <summary>Blocks until more than <paramref name="before"/> transactions are on the disk.</summary>
    /// <exception cref="IOException">The disk refused.</exception>
    /// <exception cref="TimeoutException">It took longer than <paramref name="limit"/>.</exception>
    public void WaitForCommit(long before, TimeSpan limit)
    {
        var deadline = Environment.TickCount64 + (long)limit.TotalMilliseconds;
        lock (gate)
        {
            while (commits <= before)
            {
                ThrowIfFailed();
                var left = deadline - Environment.TickCount64;
                if (left <= 0 || !Monitor.Wait(gate, TimeSpan.FromMilliseconds(left)))
                {
                    throw new TimeoutException($"The log was not written within {limit.TotalSeconds:0} s");
                }
            }
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        var at = Position;
        Guard(page =>
        {
            if (page.Length != PageSize || at % PageSize != 0)
            {
                throw new NotSupportedException($"{page.Length} bytes at {at}: LiteDB wrote something else than one page");
            }

            if (page[CommitMark] == 0)
            {
                RandomAccess.Write(file, page, at);
                return;
            }

            RandomAccess.Write(file, page[Sector..], at + Sector);
            RandomAccess.FlushToDisk(file);
            RandomAccess.Write(file, page[..Sector], at);
            RandomAccess.FlushToDisk(file);
            lock (gate)
            {
                commits++;
                Monitor.PulseAll(gate);
            }
        }, buffer);
        Position = at + buffer.Length;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        var read = RandomAccess.Read(file, buffer, Position);
        Position += read;
        return read;
    }

    /// <inheritdoc/>
    public override void SetLength(long value) => Guard(
        _ =>
        {
            RandomAccess.SetLength(file, value);
            RandomAccess.FlushToDisk(file);
        },
        []);

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    /// <summary>Nothing waits here: commits are synced when they are written.</summary>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
        }

        base.Dispose(disposing);
    }

    private static long CommittedLength(SafeFileHandle file)
    {
        Span<byte> mark = stackalloc byte[1];
        var end = RandomAccess.GetLength(file) / PageSize * PageSize;
        while (end > 0)
        {
            ReadAt(file, mark, end - PageSize + CommitMark);
            if (mark[0] != 0)
            {
                break;
            }

            end -= PageSize;
        }

        return end;
    }

    private static void ReadAt(SafeFileHandle file, Span<byte> target, long offset)
    {
        while (!target.IsEmpty)
        {
            var read = RandomAccess.Read(file, target, offset);
            if (read == 0)
            {
                throw new EndOfStreamException("The log became shorter while it was read");
            }

            target = target[read..];
            offset += read;
        }
    }

    /// <summary>After one failure nothing is written any more: what a failed sync left on the disk is not known.</summary>
    private void Guard(ReadOnlySpanAction write, ReadOnlySpan<byte> page)
    {
        lock (gate)
        {
            ThrowIfFailed();
        }

        try
        {
            write(page);
        }
        catch (Exception e)
        {
            lock (gate)
            {
                failure = e;
                Monitor.PulseAll(gate);
            }

            throw;
        }
    }

    private void ThrowIfFailed()
    {
        if (failure is not null)
        {
            throw new IOException("The log could not be written: " + failure.Message, failure);
        }
    }

    private delegate void ReadOnlySpanAction(ReadOnlySpan<byte> page);
}
