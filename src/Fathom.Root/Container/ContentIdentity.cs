using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Fathom.Root.Container;

/// <summary>A UUID that follows from the content (RFC 9562, version 8): equal content, equal UUID.</summary>
internal sealed class ContentIdentity : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    internal void Add(ReadOnlySpan<byte> content) => _hash.AppendData(content);

    internal void Add(ulong checksum)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, checksum);
        _hash.AppendData(bytes);
    }

    internal byte[] Uuid()
    {
        byte[] uuid = _hash.GetCurrentHash()[..16];
        uuid[6] = (byte)(0x80 | (uuid[6] & 0x0F));
        uuid[8] = (byte)(0x80 | (uuid[8] & 0x3F));
        return uuid;
    }

    public void Dispose() => _hash.Dispose();
}
