using System.Text.RegularExpressions;
using System.Xml.Linq;
using Fathom.Vo.Adql;
using Fathom.Vo.Adql.Parsing;
using Xunit.Abstractions;

namespace Fathom.Vo.Tests.Adql;

/// <summary>The IVOA's conformance queries: https://github.com/ivoa/lyonetia, folder <c>src/adql/ivoa</c> at ecfeb21, licence GPL-3.0, so
/// that they are not part of this repository. A checkout is named by FATHOM_LYONETIA, or lies in <c>shared/data/lyonetia</c>.</summary>
public sealed partial class IvoaQueries(ITestOutputHelper output)
{
    private const string Folder = "src/adql/ivoa";

    [Fact]
    public void Every_query_of_the_ivoa_is_judged_as_it_is_marked()
    {
        if (Checkout() is not { } folder)
        {
            output.WriteLine("Skipped: git clone https://github.com/ivoa/lyonetia and name the folder in FATHOM_LYONETIA.");
            return;
        }

        (string File, string Text, bool IsValid, string? Problem)[] judged =
            [.. Directory.GetFiles(folder, "*.xml").Order(StringComparer.Ordinal).SelectMany(Judged)];
        output.WriteLine($"{judged.Count(query => query.IsValid)} valid, {judged.Count(query => !query.IsValid)} invalid");
        Assert.True(judged.Length >= 196, $"only {judged.Length} queries in {folder}");
        Assert.Empty(judged.Where(query => query.IsValid != query.Problem is null)
            .Select(query => $"{Path.GetFileName(query.File)}: {query.Problem ?? "accepted"}: {query.Text}"));
    }

    private static IEnumerable<(string File, string Text, bool IsValid, string? Problem)> Judged(string file)
    {
        XElement root = XDocument.Load(file).Root!;
        foreach (XElement query in root.Descendants("query"))
        {
            HashSet<string> functions = new(StringComparer.OrdinalIgnoreCase);
            foreach (XElement form in query.Descendants("form").Concat(root.Elements("functions").Descendants("form")))
            {
                functions.Add(FunctionName().Match(form.Value).Value.Trim());
            }

            XElement adql = query.Element("adql")!;
            yield return (file, adql.Value, adql.Attribute("valid")!.Value == "true", Problem(adql.Value, functions));
        }
    }

    private static string? Problem(string text, HashSet<string> functions)
    {
        try
        {
            AdqlParser.Parse(text, functions);
            return null;
        }
        catch (AdqlException problem)
        {
            return problem.Message;
        }
    }

    private static string? Checkout()
    {
        if (Environment.GetEnvironmentVariable("FATHOM_LYONETIA") is { Length: > 0 } named)
        {
            return Path.Combine(named, Folder);
        }

        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string shared = Path.Combine(at.FullName, "shared", "data", "lyonetia", Folder);
            if (Directory.Exists(shared))
            {
                return shared;
            }
        }

        return null;
    }

    [GeneratedRegex(@"^\s*\w+")]
    private static partial Regex FunctionName();
}
