using Fathom.Portal.Markup;
using Fathom.Portal.Pages.Jobs;
using Fathom.Production.Jobs;
using Fathom.Production.Monitor;
using Fathom.Production.Queries;

namespace Fathom.Portal.Pages.Campaigns;

/// <summary>Progress by transformation: a bar of states each, with the same in numbers.</summary>
public static class StageTable
{
    private const string Head =
        "<th scope=\"col\">Transformation</th><th scope=\"col\">State</th><th scope=\"col\" class=\"bar\">Progress</th><th scope=\"col\" class=\"num\">Done</th>"
        + "<th scope=\"col\" class=\"num\">Running</th><th scope=\"col\" class=\"num\">Waiting</th><th scope=\"col\" class=\"num\">Held</th>"
        + "<th scope=\"col\" class=\"num\">Killed</th><th scope=\"col\" class=\"num\">Unused inputs</th><th scope=\"col\" class=\"num\">Jobs / min</th>"
        + "<th scope=\"col\" class=\"num\" title=\"Mean wall time of the accepted attempts\">s / job</th>";

    /// <summary>The table with its legend.</summary>
    public static Html Render(CampaignProgress progress) => Html.Of($"""
        {Parts.Table("stages", "Progress by transformation", Html.Trusted(Head), progress.Transformations.Select(step => Row(progress, step)))}
        <ul class="legend" aria-label="Colours">{JobStates.Bar.Where(s => s != JobState.Invalidated || CampaignFigures.In(progress, s) > 0).Select(s => Html.Of($"<li>{Parts.State(s.ToString())}</li>"))}</ul>
        """);

    private static Html Row(CampaignProgress progress, TransformationProgress step) => Html.Of($"""
        <tr><th scope="row">{step.Name} <span class="soft">{step.Step}</span></th><td>{Parts.State(step.State.ToString())}</td><td class="bar">{CampaignFigures.Bar(step)}</td><td class="num">{Count(progress, step, JobState.Done)} / {Figures.Count(step.Expected)}</td><td class="num">{CampaignFigures.UnderWay(step)}</td><td class="num">{Count(progress, step, JobState.Waiting)}</td><td class="num">{Count(progress, step, JobState.Held)}</td><td class="num">{Count(progress, step, JobState.Killed)}</td><td class="num">{step.Unused}</td><td class="num">{step.PerMinute:0.#}</td><td class="num">{step.MeanWallSeconds:0.0}</td></tr>

        """);

    private static Html Count(CampaignProgress progress, TransformationProgress step, JobState state) => CampaignFigures.In(step, state) == 0
        ? Html.Trusted("0")
        : Html.Of($"<a href=\"{JobAddress.Of(new JobCriteria { States = [state], Transformations = [step.Id] })}\">{Figures.Count(CampaignFigures.In(step, state))}</a>");
}
