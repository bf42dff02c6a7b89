using System.Text.RegularExpressions;

namespace Fathom.Vo.Releases;

/// <content>What goes along with the table, and what it says that it lacks.</content>
public static partial class ReleaseCheck
{
    /// <summary>What a release can say that it lacks.</summary>
    private static readonly string[] s_lacks =
        ["positions", "doi", "subjects", "contact", "livetime", "responses", "coverage.time", "coverage.sky", "instrument", "provenance"];

    private static bool WithoutPositions(ReleaseDescription release) => release.Lacks.ContainsKey("positions");

    private static IEnumerable<ReleaseProblem> Attached(ReleaseDescription release)
    {
        foreach ((string place, string why) in release.Lacks)
        {
            if (!s_lacks.Contains(place))
            {
                yield return new ReleaseProblem(true, "lacks", $"expected one of {string.Join(", ", s_lacks)}, found '{place}'.");
            }
            else if (string.IsNullOrWhiteSpace(why))
            {
                yield return new ReleaseProblem(true, "lacks", $"says nothing on why there is no {place}.");
            }
        }

        foreach (ReleaseFile file in release.Files.Where(file => !FilePattern().IsMatch(file.Name)))
        {
            yield return new ReleaseProblem(true, "files", $"expected a name of letters, digits and '._+-', found '{file.Name}'.");
        }

        foreach (IGrouping<string, ReleaseFile> name in release.Files.GroupBy(file => file.Name).Where(name => name.Count() > 1))
        {
            yield return new ReleaseProblem(true, "files", $"{name.Key} stands there more than once.");
        }

        foreach (ReleaseFile file in release.Files.Where(file => string.IsNullOrWhiteSpace(file.Description)))
        {
            yield return new ReleaseProblem(false, $"file {file.Name}", "has no description.");
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._+-]{0,127}\z")]
    private static partial Regex FilePattern();
}
