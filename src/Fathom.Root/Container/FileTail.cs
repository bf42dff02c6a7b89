using Fathom.Root.Compression.Packing;

namespace Fathom.Root.Container;

/// <summary>
/// The end of a file that grows. What is appended is written from where it lies, a MiB at once: ext4 asks half for that
/// of what it asks for the pages one by one, and keeps it so that reading it from the cache costs half, too.
/// </summary>
/// <param name="output">The file, empty.</param>
/// <param name="pool">Where appended arrays are given back to.</param>
/// <param name="name">What messages call the file.</param>
internal sealed class FileTail(IFileOutput output, PagePool pool, string name)
{
    private const long HeldBytes = 1L << 20;

    /// <summary>What Linux takes in one call (IOV_MAX).</summary>
    private const int HeldPieces = 1024;

    private readonly List<ReadOnlyMemory<byte>> _held = [];
    private readonly List<byte[]> _rented = [];
    private long _written;
    private bool _failed;

    /// <summary>Where the next byte will stand.</summary>
    internal long Position { get; private set; }

    /// <summary>Appends bytes.</summary>
    /// <exception cref="IOException">The file cannot take what was appended, or could not before: it will never be complete.</exception>
    internal void Append(ReadOnlySpan<byte> bytes) => Append(bytes.ToArray().AsMemory());

    /// <summary>Appends the first bytes of an array of the pool, which it gets back once they are written.</summary>
    /// <exception cref="IOException">As of <see cref="Append(ReadOnlySpan{byte})"/>.</exception>
    internal void Append(byte[] rented, int length)
    {
        _rented.Add(rented);
        Append(rented.AsMemory(0, length));
    }

    /// <summary>Replaces bytes, after those appended before are written.</summary>
    /// <exception cref="IOException">As of <see cref="Append(ReadOnlySpan{byte})"/>.</exception>
    internal void Overwrite(long position, ReadOnlySpan<byte> bytes)
    {
        WriteHeld();
        Write(position, [bytes.ToArray()]);
    }

    /// <summary>All before is in the file, or on the storage, before all that follows.</summary>
    /// <exception cref="IOException">As of <see cref="Append(ReadOnlySpan{byte})"/>.</exception>
    internal void Settle()
    {
        WriteHeld();
        output.Settle();
    }

    /// <summary>Refuses to go on after a write that failed.</summary>
    /// <exception cref="IOException">One did.</exception>
    internal void CheckWhole()
    {
        if (_failed)
        {
            throw new IOException($"{name} cannot be completed: an earlier write failed");
        }
    }

    private void Append(ReadOnlyMemory<byte> bytes)
    {
        CheckWhole();
        _held.Add(bytes);
        Position += bytes.Length;
        if (Position - _written >= HeldBytes || _held.Count == HeldPieces)
        {
            WriteHeld();
        }
    }

    private void WriteHeld()
    {
        if (_held.Count > 0)
        {
            Write(_written, _held);
            _written = Position;
            _held.Clear();
            _rented.ForEach(pool.Return);
            _rented.Clear();
        }
    }

    private void Write(long position, IReadOnlyList<ReadOnlyMemory<byte>> pieces)
    {
        CheckWhole();
        _failed = true;
        output.Write(position, pieces);
        _failed = false;
    }
}
