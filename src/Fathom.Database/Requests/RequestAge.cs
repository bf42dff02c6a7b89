using System.Buffers.Binary;

namespace Fathom.Database.Requests;

/// <summary>When a request id was made, where the id tells: a UUID of version 7 begins with its time (RFC 9562, 5.7).</summary>
public static class RequestAge
{
    /// <summary>The time within an id, or null for an id of another form.</summary>
    public static DateTimeOffset? Of(string requestId)
    {
        if (!Guid.TryParse(requestId, out Guid id) || id.Version != 7)
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return DateTimeOffset.FromUnixTimeMilliseconds((long)(BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 16));
    }

    /// <summary>Refuses an id whose answer may have been forgotten.</summary>
    /// <exception cref="RequestExpiredException">It is older than <see cref="RequestJournal.Kept"/>.</exception>
    public static void RequireKept(string requestId, DateTimeOffset now)
    {
        if (Of(requestId) is { } made && made < now - RequestJournal.Kept)
        {
            throw new RequestExpiredException(requestId, made);
        }
    }
}
