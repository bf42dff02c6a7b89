using System.Text.RegularExpressions;

namespace Fathom.Architecture.Tests;

public sealed partial class Conventions
{
    [Fact]
    public void No_file_is_named_after_no_responsibility() =>
        Assert.Empty(SourceFiles().Where(file => NoResponsibility().IsMatch(Path.GetFileName(file))));

    [Fact]
    public void No_source_file_is_longer_than_four_hundred_lines() =>
        Assert.Empty(SourceFiles().Where(file => File.ReadLines(file).Count() > 400));

    [Fact]
    public void No_file_is_left_for_later() =>
        Assert.Empty(SourceFiles().Where(file => LeftForLater().IsMatch(File.ReadAllText(file))));

    [Fact]
    public void The_diagram_of_the_rooms_is_what_the_projects_say()
    {
        string readme = File.ReadAllText(Path.Combine(Rooms.Repository, "README.md"));
        Assert.Contains("```mermaid\n" + Rooms.Diagram() + "```", readme, StringComparison.Ordinal);
    }

    private static IEnumerable<string> SourceFiles() =>
        Directory.EnumerateFiles(Path.Combine(Rooms.Repository, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules"));

    [GeneratedRegex("(Utils?|Helpers?|Common|Misc|Manager)[^/]*\\.cs$", RegexOptions.IgnoreCase)]
    private static partial Regex NoResponsibility();

    [GeneratedRegex("\\b(TODO|FIXME|HACK)\\b|NotImplementedException")]
    private static partial Regex LeftForLater();
}
