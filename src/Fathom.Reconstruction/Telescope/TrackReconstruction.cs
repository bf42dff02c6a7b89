using Fathom.Events.Telescope;

namespace Fathom.Reconstruction.Telescope;

/// <summary>
/// Reconstructs a muon track from hits: causal selection, linear prefit, robust fits from many starts, then a fit of the
/// arrival-time residuals with a density whose widths come from the residuals.
/// </summary>
/// <remarks>docs/explanation/telescope-track-fit.md says why each step is there. No published track enters.</remarks>
public sealed class TrackReconstruction(CherenkovLight light, TrackReconstructionOptions options)
{
    /// <summary>A track has five parameters; hits in fewer modules do not tell them apart.</summary>
    public const int MinModules = 5;

    private const int MinReferences = 5;

    private readonly TrackMinimiser _minimiser = new(light);

    /// <summary>Reconstructs one event.</summary>
    public TrackReconstructionResult Reconstruct(TelescopeHits hits, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(hits);
        var candidates = Candidates(hits);
        var references = References(hits, candidates);
        var causal = CausalSelection.Select(
            hits, candidates, references, light, options.CausalMarginNs, options.CausalFraction);
        var first = new HitSample(hits, CausalSelection.FirstOfEachPmt(hits, causal));
        cancellation.ThrowIfCancellationRequested();
        var fit = first.Count >= options.MinHits && first.ModuleCount >= MinModules
            ? Fit(new HitSample(hits, references), first)
            : (Failed(TrackFitStatus.TooFewHits, first), first);
        return Describe(hits, candidates, causal, fit.Item1, fit.Item2);
    }

    private int[] Candidates(TelescopeHits hits) =>
        [.. Enumerable.Range(0, hits.Count).Where(i => hits.Triggered[i] || !options.TriggeredOnly)];

    private int[] References(TelescopeHits hits, int[] candidates)
    {
        for (var multiplicity = options.CoincidenceMultiplicity; ; multiplicity--)
        {
            var found = ModuleCoincidences.Find(hits, candidates, multiplicity, options.CoincidenceWindowNs);
            var clean = CausalSelection.CleanReferences(
                hits, found, light, options.CausalMarginNs, options.CausalFraction);
            if (clean.Length >= MinReferences || multiplicity <= 1)
            {
                return clean;
            }
        }
    }

    private (TrackFit Fit, HitSample Sample) Fit(HitSample references, HitSample first)
    {
        var sample = first;
        if (Coarse(references.Count >= MinReferences ? references : first) is not { } track)
        {
            return (Failed(TrackFitStatus.NotConverged, sample), sample);
        }

        foreach (var scale in options.AnnealingNs)
        {
            track = _minimiser.From(track, first, new StudentDensity(1, scale, scale)).Track;
        }

        var density = new StudentDensity(options.Freedom, 5, 20);
        var minimum = default(TrackMinimiser.Minimum);
        for (var round = 0; round < options.Rounds; round++)
        {
            sample = InWindow(first, track);
            if (sample.Count < options.MinHits || sample.ModuleCount < MinModules)
            {
                return (Failed(TrackFitStatus.TooFewHits, sample), sample);
            }

            density = ResidualScales.Fit(Residuals(sample, track), density);
            minimum = _minimiser.From(track, sample, density);
            track = minimum.Track;
        }

        track = NearMeanOf(sample, track);
        var covariance = TrackCovariance.Of(track, light, sample, density);
        return minimum.Converged && covariance is not null
            ? (Converged(track, minimum.NegLog, density, sample, covariance), sample)
            : (Failed(TrackFitStatus.NotConverged, sample), sample);
    }

    /// <summary>The best of many starts under a wide Lorentzian.</summary>
    private MuonTrack? Coarse(HitSample references)
    {
        if (LinePrefit.Fit(references) is not { } prefit)
        {
            return null;
        }

        var density = new StudentDensity(1, options.AnnealingNs[0], options.AnnealingNs[0]);
        var best = new TrackMinimiser.Minimum(false, prefit, double.PositiveInfinity);
        foreach (var start in TrackStarts.Of(prefit, options.ScanDirections))
        {
            var minimum = _minimiser.From(start, references, density);
            best = minimum.NegLog < best.NegLog ? minimum : best;
        }

        return best.Track;
    }

    private HitSample InWindow(HitSample sample, MuonTrack track)
    {
        var residual = Residuals(sample, track);
        var kept = Enumerable.Range(0, sample.Count)
            .Where(i => residual[i] >= options.EarliestResidualNs && residual[i] <= options.LatestResidualNs);
        return sample.Only([.. kept]);
    }

    private double[] Residuals(HitSample sample, MuonTrack track)
    {
        var residual = new double[sample.Count];
        ArrivalTimes.Residuals(track, light, sample.X, sample.Y, sample.Z, sample.Time, residual);
        return residual;
    }

    /// <summary>The same track, its point moved along it to the place nearest to the mean of the hits.</summary>
    private static MuonTrack NearMeanOf(HitSample sample, MuonTrack track)
    {
        var (x, y, z) = (sample.X.Average() - track.X, sample.Y.Average() - track.Y, sample.Z.Average() - track.Z);
        var along = (x * track.DirectionX) + (y * track.DirectionY) + (z * track.DirectionZ);
        return track with
        {
            X = track.X + (along * track.DirectionX),
            Y = track.Y + (along * track.DirectionY),
            Z = track.Z + (along * track.DirectionZ),
            Time = track.Time + (along / CherenkovLight.SpeedOfLight),
        };
    }

    private static TrackFit Converged(
        MuonTrack track, double negLog, StudentDensity density, HitSample sample, double[] covariance)
    {
        const int size = NormalEquations.Size;
        var error = Math.Sqrt(covariance[(2 * size) + 2] + covariance[(3 * size) + 3]);
        return new TrackFit(
            TrackFitStatus.Converged,
            track,
            sample.Count,
            sample.ModuleCount,
            density.EarlyNs,
            density.LateNs,
            negLog,
            double.RadiansToDegrees(error),
            covariance);
    }

    private static TrackFit Failed(TrackFitStatus status, HitSample sample) => new(
        status, default, sample.Count, sample.ModuleCount, double.NaN, double.NaN, double.NaN, double.NaN, new double[25]);

    private TrackReconstructionResult Describe(
        TelescopeHits hits, int[] candidates, int[] causal, TrackFit fit, HitSample used)
    {
        var flags = new HitFlags[hits.Count];
        Mark(flags, candidates, HitFlags.Candidate);
        Mark(flags, causal, HitFlags.Causal);
        var residual = new double[hits.Count];
        if (fit.Status == TrackFitStatus.Converged)
        {
            Mark(flags, used.Index, HitFlags.Used);
            ArrivalTimes.Residuals(fit.Track, light, hits.X, hits.Y, hits.Z, hits.Time, residual);
        }
        else
        {
            Array.Fill(residual, double.NaN);
        }

        return new TrackReconstructionResult(fit, residual, flags);
    }

    private static void Mark(HitFlags[] flags, ReadOnlySpan<int> hits, HitFlags flag)
    {
        foreach (var hit in hits)
        {
            flags[hit] |= flag;
        }
    }
}
