using Fathom.Vo.Tables;

namespace Fathom.Vo.Releases;

/// <summary>Made events to measure with: directions uniform on the sphere, and what a neutrino telescope's list has.</summary>
/// <remarks>The same seed gives the same events on every machine.</remarks>
public sealed class SyntheticEvents : IRowSource
{
    private const int BatchRows = 4096;
    private const double FirstDay = 54000;
    private const double Days = 3650;

    private readonly long _count;
    private readonly Random _random;
    private readonly ValueBatch<long> _id = new();
    private readonly ValueBatch<double> _rightAscension = new();
    private readonly ValueBatch<double> _declination = new();
    private readonly ValueBatch<int> _hits = new();
    private readonly ValueBatch<double> _beta = new();
    private readonly ValueBatch<double> _time = new();
    private readonly ColumnBatch[] _batches;
    private long _done;

    /// <summary>Events.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">What they are drawn from.</param>
    public SyntheticEvents(long count, int seed)
    {
        _count = count;
        _random = new Random(seed);
        _batches = [_id, _rightAscension, _declination, _hits, _beta, _time];
    }

    /// <inheritdoc/>
    public IReadOnlyList<ColumnDescription> Columns { get; } =
    [
        new("id", VoType.Long) { Ucd = "meta.id;meta.main", Description = "Number of the made event" },
        new("ra", VoType.Double) { Unit = "deg", Ucd = "pos.eq.ra;meta.main", Frame = "ICRS", Description = "Right ascension" },
        new("dec", VoType.Double) { Unit = "deg", Ucd = "pos.eq.dec;meta.main", Frame = "ICRS", Description = "Declination" },
        new("nhit", VoType.Int) { Ucd = "meta.number", Description = "Number of hits used in the reconstruction" },
        new("beta", VoType.Double) { Unit = "deg", Ucd = "stat.error;pos.eq", ConfidenceLevel = 0.5, Description = "Estimated error of the direction" },
        new("mjd", VoType.Double) { Unit = "d", Ucd = "time.epoch;meta.main", Time = TimeSystem.ModifiedJulianUtc, Description = "Time of the event" },
    ];

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ColumnBatch>?> NextAsync(CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        if (_done == _count)
        {
            return ValueTask.FromResult<IReadOnlyList<ColumnBatch>?>(null);
        }

        foreach (var batch in _batches)
        {
            batch.Clear();
        }

        for (var i = Math.Min(BatchRows, _count - _done); i > 0; i--)
        {
            AddEvent();
        }

        return ValueTask.FromResult<IReadOnlyList<ColumnBatch>?>(_batches);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void AddEvent()
    {
        _id.Add(++_done);
        _rightAscension.Add(_random.NextDouble() * 360);
        _declination.Add(double.RadiansToDegrees(Math.Asin((2 * _random.NextDouble()) - 1)));
        _hits.Add(20 + (int)(-60 * Math.Log(1 - _random.NextDouble())));
        _beta.Add(Math.Round(0.1 + (2 * _random.NextDouble()), 3));
        _time.Add(FirstDay + (Days * _random.NextDouble()));
    }
}
