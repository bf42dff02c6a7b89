using Fathom.Portal.Markup;
using Fathom.Production.OperatorLog;

namespace Fathom.Portal.Pages.OperatorLog;

/// <summary>What operators did: who, what, when, why, and how much of it is done.</summary>
public static class LogPage
{
    /// <summary>Actions of a page.</summary>
    public const int Shown = 100;

    private const string Head =
        "<th scope=\"col\" class=\"num\">Action</th><th scope=\"col\">When</th><th scope=\"col\">Who</th><th scope=\"col\">What</th><th scope=\"col\">Of</th>"
        + "<th scope=\"col\">Why</th><th scope=\"col\">State</th><th scope=\"col\" class=\"num\">Changed</th>";

    /// <summary>The address of an action.</summary>
    public static string Address(long action) => FormattableString.Invariant($"/log/{action}");

    /// <summary>The page.</summary>
    /// <param name="actions">Newest first, one more than are shown where there are older ones.</param>
    /// <param name="subject">Only those of this campaign, site or element; null for all.</param>
    public static PageContent Render(IReadOnlyList<OperatorAction> actions, string? subject) => new("Operators' log", "/log", Html.Of($"""
        <div class="head"><h1>Operators' log</h1><span class="soft">who, what, when, why</span></div>
        <form class="filters" method="get" action="/log">{Parts.Field("subject", "Of", subject, "campaign, site or element")}<button>Filter</button></form>
        {(actions.Count == 0
            ? Parts.Empty("No operator has done anything yet.", Html.Of($"Each start, stop, kill, ban and limit will stand here."))
            : Parts.Table("log", "Operators' actions", Html.Trusted(Head), actions.Take(Shown).Select(Row)))}
        {Html.If(actions.Count > Shown, () => Html.Of($"<p><a href=\"{Query.Address("/log", ("before", FormattableString.Invariant($"{actions[Shown - 1].Id}")), ("subject", subject))}\">Older</a></p>"))}
        """));

    private static Html Row(OperatorAction action) => Html.Of($"""
        <tr><td class="num"><a href="{Address(action.Id)}">{action.Id}</a></td><td>{Parts.Time(action.Utc)}</td><td>{action.Actor}</td><th scope="row">{action.Kind.ToString()}</th><td class="wide">{action.Subject}</td><td class="wide">{action.Reason}</td><td>{Parts.State(action.State.ToString())}</td><td class="num">{Figures.Count(action.Changed)} of {Figures.Count(action.Items)}</td></tr>

        """);
}
