using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Fathom.Portal.Plots;

namespace Fathom.Portal.Pages.Physics;

/// <summary>Sums over the metadata of miniESD files: one more is added without looking at the others again.</summary>
/// <remarks>Keys: energyHistogram with energyHistogramMaximum, volumeHistogram, reconstructed, ibdPairs, livetimeNs.</remarks>
internal sealed class PhysicsSums
{
    private readonly List<long> _energy = [], _volume = [];
    private long _files, _events, _reconstructed, _pairs, _livetime;
    private double _high;

    /// <summary>Adds a file.</summary>
    /// <param name="events">Events in it.</param>
    /// <param name="metadata">Its metadata, a JSON object.</param>
    public void Add(long events, string metadata)
    {
        _files++;
        _events += events;
        byte[] json = Encoding.UTF8.GetBytes(metadata);
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            // Members of the object itself: what is below others is passed over.
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                Take(ref reader, json);
            }
        }
    }

    /// <summary>Adds other sums.</summary>
    public void Add(PhysicsSums other)
    {
        (_files, _events, _reconstructed) = (_files + other._files, _events + other._events, _reconstructed + other._reconstructed);
        (_pairs, _livetime, _high) = (_pairs + other._pairs, _livetime + other._livetime, Math.Max(_high, other._high));
        AddBins(_energy, other._energy);
        AddBins(_volume, other._volume);
    }

    /// <summary>As it is shown.</summary>
    public PhysicsSummary Summary() => new(
        _files, _events, _reconstructed, _pairs, _livetime,
        _energy.Count == 0 || _high <= 0 ? null : new Histogram(0, _high, [.. _energy]),
        _volume.Count == 0 ? null : new Histogram(0, 1, [.. _volume]));

    private void Take(ref Utf8JsonReader reader, byte[] json)
    {
        switch (reader.GetString())
        {
            case "reconstructed": _reconstructed += Whole(ref reader); break;
            case "ibdPairs": _pairs += Whole(ref reader); break;
            case "livetimeNs": _livetime += Whole(ref reader); break;
            case "energyHistogramMaximum": _high = Math.Max(_high, Real(ref reader)); break;
            case "energyHistogram": Bins(ref reader, json, _energy); break;
            case "volumeHistogram": Bins(ref reader, json, _volume); break;
            default: reader.Skip(); break;
        }
    }

    private static long Whole(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number)
        {
            return reader.TryGetInt64(out long whole) ? whole : 0;
        }

        reader.Skip();
        return 0;
    }

    private static double Real(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number)
        {
            return reader.GetDouble();
        }

        reader.Skip();
        return 0;
    }

    private static void Bins(ref Utf8JsonReader reader, byte[] json, List<long> bins)
    {
        reader.Read();
        int from = (int)reader.TokenStartIndex + 1;
        bool isArray = reader.TokenType == JsonTokenType.StartArray;
        reader.Skip();
        if (!isArray)
        {
            return;
        }

        // A hundred small numbers of each of a million files: read as such, not as JSON.
        ReadOnlySpan<byte> rest = json.AsSpan(from..(int)(reader.BytesConsumed - 1)).Trim(" \r\n\t"u8);
        for (int bin = 0; rest.Length > 0; bin++)
        {
            AddBin(bins, bin, Utf8Parser.TryParse(rest, out long entries, out _) ? entries : 0);
            int comma = rest.IndexOf((byte)',');
            rest = comma < 0 ? [] : rest[(comma + 1)..].TrimStart(" \r\n\t"u8);
        }
    }

    private static void AddBins(List<long> bins, List<long> others)
    {
        for (int bin = 0; bin < others.Count; bin++)
        {
            AddBin(bins, bin, others[bin]);
        }
    }

    private static void AddBin(List<long> bins, int bin, long entries)
    {
        if (bin == bins.Count)
        {
            bins.Add(0);
        }

        bins[bin] += entries;
    }
}
