using Fathom.Portal.Markup;
using Fathom.Portal.Pages.Jobs;
using Fathom.Portal.Plots;

namespace Fathom.Portal.Pages.Campaigns;

/// <summary>Progress, ETA and rate as people read them.</summary>
public static class CampaignFigures
{
    /// <summary>The bar of a stage or of a whole campaign.</summary>
    public static Html Bar(Func<string, long> count, long whole)
        => StackedBar.Draw([.. JobStates.Bar.Select(s => (s, count(s)))], whole);

    /// <summary>What remains, with its error; or why there is no figure.</summary>
    public static string Remaining(CampaignProgress progress) => progress.Campaign.State switch
    {
        "Completed" => "ended",
        "Stopped" => "stopped",
        "New" => "not started",
        _ when RemainingTime.Estimate(progress) is { } eta => $"{Figures.Duration(eta.Expected)} ± {Figures.Duration(eta.Error)}",
        _ when progress.Slots == 0 => "no pilot is alive",
        _ => "too early to say",
    };

    /// <summary>When it ends, where that can be said.</summary>
    public static string End(CampaignProgress progress, DateTimeOffset now)
        => progress.Campaign.State == "Active" && RemainingTime.Estimate(progress) is { } eta
            ? "about " + Figures.Utc((now + eta.Expected).ToString("O"))
            : "";

    /// <summary>Wall time since the start.</summary>
    public static string Elapsed(CampaignView campaign, DateTimeOffset now)
        => Figures.Parse(campaign.StartedUtc) is { } start
            ? Figures.Duration((Figures.Parse(campaign.CompletedUtc) ?? now) - start)
            : "–";
}
