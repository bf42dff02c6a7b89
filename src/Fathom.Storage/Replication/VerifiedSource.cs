using Fathom.Storage.Checksums;
using Fathom.Storage.Elements;

namespace Fathom.Storage.Replication;

/// <summary>A replica that turned out not to hold the bytes the catalogue knows.</summary>
internal sealed class BadReplicaException(string element, string path, string detail)
    : Exception($"The replica {element}:{path} is not the file: {detail}");

/// <summary>
/// Reads a replica and fails at its end where size or checksum is not the catalogue's, so that no copy of wrong bytes
/// ever gets its name.
/// </summary>
internal sealed class VerifiedSource(Stream replica, TransferSource from, long size, string adler32) : ForwardSource(replica)
{
    private Adler32 adler;

    public override long Length => size;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await Bytes.ReadAsync(buffer, cancellationToken);
        return Checked(buffer.Span, count);
    }

    public override int Read(Span<byte> buffer) => Checked(buffer, Bytes.Read(buffer));

    private int Checked(ReadOnlySpan<byte> buffer, int count)
    {
        adler.Append(buffer[..count]);
        Given += count;
        return (count > 0 && Given <= size) || (Given == size && adler.ToString() == adler32)
            ? count
            : throw new BadReplicaException(
                from.Element, from.Path, $"expected {size} bytes with adler32 {adler32}, found {Given} bytes with {adler}.");
    }
}
