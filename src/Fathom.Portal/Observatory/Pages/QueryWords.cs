using System.Text.Json;
using Fathom.Vo.Adql.Functions;
using Fathom.Vo.Publishing;
using Fathom.Vo.Tap;

namespace Fathom.Portal.Observatory.Pages;

/// <summary>What a query box completes: tables with their columns, and functions.</summary>
internal sealed class QueryWords
{
    /// <summary>Of what is published now.</summary>
    public QueryWords(PublishedTables published)
    {
        var tables = published.Queryable.ToDictionary(
            table => table.Description.QualifiedName, table => table.Description.Columns.Select(TapSchema.WrittenName).ToArray(), StringComparer.Ordinal);
        Json = JsonSerializer.Serialize(new { tables, functions = UserFunction.All.Select(function => function.Name).Distinct() });
    }

    /// <summary>As the script reads it.</summary>
    public string Json { get; }
}
