using Fathom.Portal.Markup;
using Fathom.Production.OperatorLog;

namespace Fathom.Portal.Pages.OperatorLog;

/// <summary>One action of an operator: how its items ended, and the button that takes it back where something does.</summary>
public static class ActionPage
{
    /// <summary>The page.</summary>
    public static PageContent Render(OperatorAction action, IReadOnlyList<ItemOutcome> outcomes, Visitor visitor)
    {
        bool undoable = OperatorUndo.Of(action, out string why) is not null;
        return new($"Action {action.Id}", "/log", Html.Of($"""
            <div id="action" data-live>
            <div class="head"><h1>Action {action.Id}</h1>{Parts.State(action.State.ToString())}<span class="soft">{action.Kind.ToString()}</span></div>
            <div class="card"><dl class="pairs">
            {Parts.Pair("Of", action.Subject)}{Parts.Pair("Why", action.Reason)}{Parts.Pair("Who", action.Actor)}{Parts.Pair("When", Parts.Time(action.Utc))}{Parts.Pair("Changed", Html.Of($"{Figures.Count(action.Changed)} of {Figures.Count(action.Items)}"))}
            </dl></div>
            </div>
            {Html.If(outcomes.Count > 0, () => Html.Of($"""<section><h2>How its items ended</h2>{Parts.Table("outcomes", "Outcomes", Html.Trusted("<th scope=\"col\">Outcome</th><th scope=\"col\" class=\"num\">Items</th><th scope=\"col\" class=\"num\">Example</th>"), outcomes.Select(Row))}</section>"""))}
            <section><h2>Taking it back</h2>{Undo(action, undoable, why, visitor)}</section>
            """))
        { Above = [("Operators' log", "/log")] };
    }

    private static Html Row(ItemOutcome outcome) => Html.Of($"""
        <tr><th scope="row" class="wide">{outcome.Outcome}</th><td class="num">{Figures.Count(outcome.Items)}</td><td class="num">{outcome.Example}</td></tr>

        """);

    private static Html Undo(OperatorAction action, bool undoable, string why, Visitor visitor) =>
        !undoable ? Html.Of($"<p class=\"soft\" id=\"no-undo\">{why}</p>")
        : visitor.IsOperator ? Html.Of($"<div class=\"actions\">{Parts.Reasoned(LogPage.Address(action.Id) + "/undo", "Undo", "danger", visitor)}</div>")
        : Html.Of($"<p class=\"soft\">Sign in as operator to take it back.</p>");
}
