using Fathom.Portal.Markup;
using Fathom.Portal.Pages.Jobs;
using Fathom.Portal.Plots;
using Fathom.Production.Campaigns;
using Fathom.Production.Jobs;
using Fathom.Production.Queries;

namespace Fathom.Portal.Pages.Campaigns;

/// <summary>Progress, ETA and rate as people read them.</summary>
public static class CampaignFigures
{
    /// <summary>Jobs of a campaign in a state, over all transformations.</summary>
    public static long In(CampaignProgress progress, JobState state) => progress.Transformations.Sum(t => In(t, state));

    /// <summary>Jobs of a transformation in a state.</summary>
    public static long In(TransformationProgress step, JobState state) => step.Jobs.GetValueOrDefault(state);

    /// <summary>Jobs that a pilot has now.</summary>
    public static long UnderWay(TransformationProgress step)
        => In(step, JobState.Matched) + In(step, JobState.Running) + In(step, JobState.Completing);

    /// <summary>Jobs that the campaign will have in the end.</summary>
    public static long Expected(CampaignProgress progress) => progress.Transformations.Sum(t => t.Expected);

    /// <summary>Jobs accepted a minute, over all transformations.</summary>
    public static double PerMinute(CampaignProgress progress) => progress.Transformations.Sum(t => t.PerMinute);

    /// <summary>The bar of a whole campaign.</summary>
    public static Html Bar(CampaignProgress progress) => Bar(s => In(progress, s), Expected(progress));

    /// <summary>The bar of a transformation.</summary>
    public static Html Bar(TransformationProgress step) => Bar(s => In(step, s), step.Expected);

    /// <summary>What remains, or why there is no figure; the basis as its title.</summary>
    public static Html Remaining(CampaignProgress progress) => progress switch
    {
        { Campaign.State: CampaignState.Completed } => Html.Trusted("ended"),
        { Eta.Seconds: { } seconds } => Html.Of($"<span title=\"{progress.Eta.Basis}\">about {Figures.Duration(TimeSpan.FromSeconds(seconds))}{Interval(progress.Eta)}</span>"),
        _ => Html.Of($"<span class=\"soft\">{progress.Eta.Basis}</span>"),
    };

    private static string Interval(CampaignEta eta) => eta is { Low: { } low, High: { } high }
        ? $" ({Figures.Duration(TimeSpan.FromSeconds(low))} to {Figures.Duration(TimeSpan.FromSeconds(high))})"
        : "";

    /// <summary>When it ends, where that can be said.</summary>
    public static string End(CampaignProgress progress, DateTimeOffset now)
        => progress is { Campaign.State: CampaignState.Active, Eta.Seconds: { } seconds }
            ? $"at {Figures.Utc(now.AddSeconds(seconds).ToString("O"))}"
            : "";

    /// <summary>Wall time since the start.</summary>
    public static string Elapsed(CampaignRow campaign, DateTimeOffset now)
        => Figures.Parse(campaign.StartedUtc) is { } start
            ? Figures.Duration((Figures.Parse(campaign.CompletedUtc) ?? now) - start)
            : "–";

    private static Html Bar(Func<JobState, long> count, long whole)
        => StackedBar.Draw([.. JobStates.Bar.Select(s => (s.ToString(), count(s)))], whole);
}
