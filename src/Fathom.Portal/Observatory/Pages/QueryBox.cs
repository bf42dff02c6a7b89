using Fathom.Portal.Markup;
using Fathom.Vo.Publishing;
using Fathom.Vo.Tap;

namespace Fathom.Portal.Observatory.Pages;

/// <summary>Where a query is written and answered. Without script the answer is a page of its own.</summary>
internal static class QueryBox
{
    private const int ShownRows = 200;

    /// <summary>The section.</summary>
    public static Html Render(PublishedRelease release, QueryWords words)
    {
        (string Name, string Text, string Query)[] examples = [.. TapExamples.Of([release]).Skip(1)];
        return Html.Of($"""
            <section id="ask"><h2>Ask it</h2>
            <form class="card query" method="post" action="/tap/sync" data-words="{words.Json}">
            <input type="hidden" name="LANG" value="ADQL"><input type="hidden" name="RESPONSEFORMAT" value="html"><input type="hidden" name="MAXREC" value="{ShownRows}">
            <label>Query (ADQL)<textarea name="QUERY" rows="5" spellcheck="false" autocapitalize="off" autocomplete="off" maxlength="20000">{examples[^1].Query}</textarea></label>
            <ul class="choices" role="listbox" aria-label="Completions" hidden></ul>
            <p class="problem" role="alert" hidden></p>
            <div class="row"><button class="main">Ask</button>
            <label class="inline">Examples <select hidden>{Html.Each(examples, one => Html.Of($"<option value=\"{one.Query}\" title=\"{one.Text}\">{one.Name}</option>"))}</select></label>
            <a class="button votable" hidden>VOTable</a><a class="button csv" hidden>CSV</a><output class="soft"></output></div>
            <div class="answer"></div>
            </form></section>
            """);
    }
}
