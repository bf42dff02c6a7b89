using System.Text;
using Fathom.Database.Writing;

namespace Fathom.Database.Log;

/// <summary>One event of the ledger, as it was appended.</summary>
/// <param name="Seq">Its place in the order of all events, from 1.</param>
/// <param name="UtcMilliseconds">Wall clock of the work that appended it [ms since 1970, UTC]; a label, never an order (law 3).</param>
/// <param name="Epoch">Epoch of the server that appended it.</param>
/// <param name="Subject">What changed: see <see cref="Subjects"/>.</param>
/// <param name="SubjectId">Its id.</param>
/// <param name="Attempt">The attempt it belongs to, if to one.</param>
/// <param name="Kind">Name of the event.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="BodyUtf8">The event as JSON, UTF-8; it may be kept.</param>
/// <param name="Previous">Sequence number of the event before it of the same subject; 0 for the first.</param>
public readonly record struct LedgerEvent(
    long Seq, long UtcMilliseconds, long Epoch, string Subject, long SubjectId, int? Attempt, string Kind, string Actor,
    ReadOnlyMemory<byte> BodyUtf8, long Previous)
{
    /// <summary>The event as JSON.</summary>
    public string Body => Encoding.UTF8.GetString(BodyUtf8.Span);

    /// <summary>The label of its time.</summary>
    public string Utc => UtcLabel.Of(DateTimeOffset.FromUnixTimeMilliseconds(UtcMilliseconds));
}
