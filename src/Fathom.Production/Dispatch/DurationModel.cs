namespace Fathom.Production.Dispatch;

/// <summary>How long jobs of a transformation last, by their size: a line through what accepted attempts took at CPU factor 1, and how far
/// each was from the line as it stood before it.</summary>
/// <remarks>
/// <para>The size is anything that work grows with; the line is between two bounds that need no fit: all jobs last alike, and all last in
/// proportion to their size. It goes through the means, so that it never promises less work than was measured, and it never falls: a
/// larger job is never expected to last less.</para>
/// <para>Fixed size. Not changed once it is published: whoever learns more changes a copy.</para>
/// </remarks>
public sealed class DurationModel
{
    /// <summary>Fewer accepted attempts than these say nothing of how durations grow with sizes, nor of how they scatter.</summary>
    public const int Enough = 20;

    // What scatters less than this part of its mean is rounding.
    private const double LeastScatter = 1e-9;
    private const double AssumedError = 1.5;

    private readonly DurationSketch _errors;

    /// <summary>Nothing is known.</summary>
    public DurationModel()
        : this(default, new DurationSketch())
    {
    }

    /// <summary>What was known before.</summary>
    /// <param name="sums">Sums over the accepted attempts.</param>
    /// <param name="errors">What each took over what was expected of it.</param>
    public DurationModel(DurationSums sums, DurationSketch errors)
    {
        _errors = errors;
        Become(sums);
    }

    /// <summary>Sums over the accepted attempts.</summary>
    public DurationSums Sums { get; private set; }

    /// <summary>Number of accepted attempts that this was learnt from.</summary>
    public long Count => Sums.Count;

    /// <summary>What each of them took over what was expected of it before.</summary>
    public DurationSketch Errors => _errors;

    /// <summary>What a unit of size more lasts more [s].</summary>
    public double Slope { get; private set; }

    /// <summary>What every job lasts besides [s]; at least 0.</summary>
    public double Base { get; private set; }

    /// <summary>Learns from an accepted attempt; what is not a positive duration says nothing.</summary>
    /// <param name="size">Size of the job; 0 where it is not known: the mean.</param>
    /// <param name="seconds">What it took at CPU factor 1 [s].</param>
    public void Add(double size, double seconds)
    {
        if (!(seconds > 0) || !double.IsFinite(seconds) || !double.IsFinite(size))
        {
            return;
        }

        double known = size > 0 ? size : Count > 0 ? Sums.MeanSize : 1;
        if (Count > 0)
        {
            _errors.Add(seconds / Expected(known));
        }

        Become(Sums.With(known, seconds));
    }

    /// <summary>Expected duration of a job at CPU factor 1 [s]; 0 where nothing is known.</summary>
    /// <param name="size">Its size; 0 where that is not known: the mean.</param>
    public double Expected(double size) => size > 0 ? Expected(1, size) : Sums.MeanSeconds;

    /// <summary>Expected duration of jobs together at CPU factor 1 [s].</summary>
    /// <param name="jobs">How many.</param>
    /// <param name="size">Their sizes together.</param>
    public double Expected(double jobs, double size) => (jobs * Base) + (size * Slope);

    /// <summary>The largest size that is expected to last no longer; infinite where any does, 0 where none does.</summary>
    /// <param name="seconds">At CPU factor 1 [s].</param>
    public double LargestWithin(double seconds)
    {
        double rest = seconds - Base;
        return rest < 0 ? 0 : Slope > 0 ? rest / Slope : double.PositiveInfinity;
    }

    /// <summary>A job lasts at most so many times what is expected of it, at a quantile of what was measured; 1.5 where too little was.</summary>
    public double Stretch(double quantile) => _errors.Count >= Enough ? _errors.Quantile(quantile) : AssumedError;

    /// <summary>A copy that may learn more.</summary>
    public DurationModel Copy() => new(Sums, _errors.Copy());

    private void Become(DurationSums sums)
    {
        Sums = sums;
        double proportional = sums.Count > 0 ? sums.MeanSeconds / sums.MeanSize : 0;
        bool scatters = sums.Count >= Enough && sums.SizeSquares > LeastScatter * sums.MeanSize * sums.MeanSize * sums.Count;
        Slope = scatters ? Math.Clamp(sums.Products / sums.SizeSquares, 0, proportional) : proportional;
        Base = Math.Max(0, sums.MeanSeconds - (Slope * sums.MeanSize));
    }
}
