using Fathom.Database;
using Fathom.Database.Log;

namespace Fathom.Production.Auditing;

/// <summary>All events in their order, decoded ahead of the fold by all cores, a bounded piece at a time.</summary>
internal static class FoldEvents
{
    private const int Piece = 100_000;

    /// <summary>Reads the events up to one.</summary>
    /// <param name="database">The database.</param>
    /// <param name="last">Number of the last.</param>
    /// <param name="take">Gets each piece, in order.</param>
    public static void Read(WorkspaceDatabase database, long last, Action<FoldEvent[]> take)
    {
        var ahead = new Queue<Task<FoldEvent[]>>();
        long next = 1;
        while (next <= last || ahead.Count > 0)
        {
            while (next <= last && ahead.Count < Environment.ProcessorCount + 1)
            {
                (long from, long to) = (next, Math.Min(last, next + Piece - 1));
                ahead.Enqueue(Task.Run(() => Decode(database, from, to)));
                next = to + 1;
            }

            take(ahead.Dequeue().GetAwaiter().GetResult());
        }
    }

    private static FoldEvent[] Decode(WorkspaceDatabase database, long from, long to)
    {
        var events = new List<FoldEvent>((int)(to - from + 1));
        foreach (LedgerEvent happened in database.ReadEvents(from, to))
        {
            events.Add(FoldEventReader.Read(happened));
        }

        return [.. events];
    }
}
