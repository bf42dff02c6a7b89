using System.Runtime.InteropServices;
using Fathom.Events.Records;
using Fathom.Reconstruction.Coincidence;

namespace Fathom.Compute.Steps;

/// <summary>What the search for pairs needs of each event of a file, as columns.</summary>
internal sealed class CandidateColumns
{
    private readonly List<long> _time = [];
    private readonly List<double> _energy = [];
    private readonly List<double> _x = [];
    private readonly List<double> _y = [];
    private readonly List<double> _z = [];

    /// <summary>Adds an event; one without a converged vertex keeps its place but can never pair.</summary>
    public void Add(long time, VertexRecord? vertex)
    {
        var usable = vertex is { Status: VertexStatus.Converged } ? vertex : null;
        _time.Add(time);
        _energy.Add(usable?.Energy ?? double.NaN);
        _x.Add(usable?.X ?? double.NaN);
        _y.Add(usable?.Y ?? double.NaN);
        _z.Add(usable?.Z ?? double.NaN);
    }

    /// <summary>Finds the pairs; their numbers count the events in the order of <see cref="Add"/>.</summary>
    public IReadOnlyList<IbdPair> Select(IbdOptions options) => IbdSelection.Select(
        CollectionsMarshal.AsSpan(_time),
        CollectionsMarshal.AsSpan(_energy),
        CollectionsMarshal.AsSpan(_x),
        CollectionsMarshal.AsSpan(_y),
        CollectionsMarshal.AsSpan(_z),
        options);
}
