using Fathom.Root.Columns;
using Fathom.Root.Objects;

namespace Fathom.Root.Trees;

/// <summary>The baskets of a branch, by the entries that they have.</summary>
internal sealed class BasketList
{
    private readonly BasketPlace[] _places;
    private readonly long[] _firsts;

    internal BasketList(RootRecord branch, string path)
    {
        int written = (int)Math.Clamp(branch.Integer("fWriteBasket"), 0, int.MaxValue - 1);
        long entries = branch.Integer("fEntries");
        long[] firsts = Longs(branch, "fBasketEntry");
        long[] positions = Longs(branch, "fBasketSeek");
        long[] lengths = Longs(branch, "fBasketBytes");
        IReadOnlyList<RootObject?> embedded = branch.Object("fBaskets")?.Items ?? [];
        List<BasketPlace> places = [];
        for (int i = 0; i <= written && i < firsts.Length; i++)
        {
            EmbeddedBasket? inside = i < embedded.Count ? embedded[i]?.Payload as EmbeddedBasket : null;
            if (inside is not null && (i == written || i >= positions.Length || positions[i] == 0))
            {
                places.Add(new BasketPlace(firsts[i], inside.Entries, 0, 0, inside));
            }
            else if (i < written && i < positions.Length && i < lengths.Length)
            {
                bool another = i + 1 < firsts.Length && (i + 1 < written || (i + 1 == written && HasRest(embedded, written)));
                long end = another ? firsts[i + 1] : entries;
                places.Add(new BasketPlace(firsts[i], end - firsts[i], positions[i], (int)Math.Clamp(lengths[i], 0, int.MaxValue), null));
            }
        }

        _places = [.. places.Where(place => place.Count > 0)];
        _firsts = [.. _places.Select(place => place.First)];
        long next = _firsts.Length > 0 ? _firsts[0] : 0;
        foreach (BasketPlace place in _places)
        {
            next = place.First == next ? next + place.Count
                : throw new RootFormatException(path, place.Position, $"a basket from entry {next} on", $"one from entry {place.First} on");
        }
    }

    /// <summary>First entries of the baskets.</summary>
    internal IReadOnlyList<long> Starts => _firsts;

    /// <summary>Baskets that have entries of a range.</summary>
    internal IEnumerable<BasketPlace> Of(long first, int count)
    {
        int at = Array.BinarySearch(_firsts, first);
        at = Math.Max(0, at < 0 ? ~at - 1 : at);
        for (; at < _places.Length && _places[at].First < first + count; at++)
        {
            if (_places[at].First + _places[at].Count > first)
            {
                yield return _places[at];
            }
        }
    }

    private static bool HasRest(IReadOnlyList<RootObject?> embedded, int written) =>
        written < embedded.Count && embedded[written]?.Payload is EmbeddedBasket { Entries: > 0 };

    private static long[] Longs(RootRecord record, string name) => record.Columns?.Member(name) switch
    {
        ListColumn { Items: NumberColumn<long> longs } list => longs.Values[list.Offsets[record.Row]..list.Offsets[record.Row + 1]].ToArray(),
        ListColumn { Items: NumberColumn<int> ints } list =>
            [.. ints.Values[list.Offsets[record.Row]..list.Offsets[record.Row + 1]].ToArray().Select(value => (long)value)],
        _ => [],
    };
}
