using Microsoft.Win32.SafeHandles;

namespace Heketi.LiteDb.Files;

/// <summary>
/// The data file by one handle, opened once. LiteDB's own streams are opened by name when they are needed: a process that had
/// lost its database to another (<see cref="DatabaseTakeover"/>) would find the other's file under the name.
/// </summary>
internal sealed class DurableDataStream : Stream
{
    private readonly SafeFileHandle file;

    private DurableDataStream(SafeFileHandle file) => this.file = file;

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

    /// <summary>Opens the file, which exists.</summary>
    public static DurableDataStream Open(DatabaseFiles files) =>
        new(LockedFile.Open(files.DataPath, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, files.DataPath));

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
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        RandomAccess.Write(file, buffer, Position);
        Position += buffer.Length;
    }

    /// <summary>LiteDB flushes when a checkpoint has to be on the disk.</summary>
    public override void Flush() => RandomAccess.FlushToDisk(file);

    /// <inheritdoc/>
    public override void SetLength(long value) => RandomAccess.SetLength(file, value);

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
        }

        base.Dispose(disposing);
    }
}
