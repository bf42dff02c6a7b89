namespace Fathom.Portal.Markup;

/// <summary>Pieces that several pages use.</summary>
public static class Parts
{
    /// <summary>A state: its colour and its word.</summary>
    public static Html State(string state) => Html.Of($"<span class=\"state s-{state.ToLowerInvariant()}\">{state}</span>");

    /// <summary>A time of the ledger, with the ISO text for machines.</summary>
    public static Html Time(string? iso)
        => string.IsNullOrEmpty(iso) ? Html.Trusted("–") : Html.Of($"<time datetime=\"{iso}\">{Figures.Utc(iso)}</time>");

    /// <summary>What stands where there is nothing yet, with what to do next.</summary>
    public static Html Empty(string what, Html next) => Html.Of($"<div class=\"empty\"><p>{what}</p><p>{next}</p></div>");

    /// <summary>A name with its value, in a list of facts.</summary>
    public static Html Fact(string name, Html value) => Html.Of($"<div><dt>{name}</dt><dd>{value}</dd></div>\n");

    /// <summary>A name with its value, in a list of pairs.</summary>
    public static Html Pair(string name, Html value) => Html.Of($"<dt>{name}</dt><dd>{value}</dd>\n");

    /// <summary>A name with its text, in a list of pairs.</summary>
    public static Html Pair(string name, string? value) => Pair(name, Html.Of($"{(string.IsNullOrEmpty(value) ? "–" : value)}"));

    /// <summary>A choice in a filter form.</summary>
    public static Html Select(string name, string label, IEnumerable<string> options, string? chosen) => Html.Of($"""
        <label>{label}<select name="{name}"><option value="">all</option>{options.Select(o => Html.Of($"<option{(o == chosen ? Html.Trusted(" selected") : Html.Empty)}>{o}</option>"))}</select></label>
        """);

    /// <summary>A text in a filter form.</summary>
    public static Html Field(string name, string label, string? value, string hint) => Html.Of($"""
        <label>{label}<input name="{name}" value="{value}" placeholder="{hint}" autocomplete="off"></label>
        """);

    /// <summary>A table in a box that scrolls by itself when it is too wide.</summary>
    public static Html Table(string id, string caption, Html head, IEnumerable<Html> rows) => Html.Of($"""
        <div class="scroll" id="{id}" data-live tabindex="0" role="region" aria-label="{caption}"><table>
        <thead><tr>{head}</tr></thead>
        <tbody>
        {rows}</tbody>
        </table></div>
        """);

    /// <summary>A button that acts, with a field for the reason that the operators' log keeps. Its form carries the session's token and its own
    /// request id, so that a double click acts once.</summary>
    public static Html Reasoned(string address, string label, string style, Visitor visitor, params IEnumerable<(string Name, string Value)> also) => Html.Of($"""
        <form method="post" action="{address}" class="reasoned"><input type="hidden" name="csrf" value="{visitor.Csrf}"><input type="hidden" name="requestId" value="{Guid.NewGuid():N}">{Html.Each(also, field => Html.Of($"<input type=\"hidden\" name=\"{field.Name}\" value=\"{field.Value}\">"))}<input name="reason" aria-label="Why" placeholder="why" required maxlength="500" autocomplete="off"><button class="{style}">{label}</button></form>
        """);
}
