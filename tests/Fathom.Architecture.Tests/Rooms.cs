using System.Text;
using System.Xml.Linq;
using Fathom.SourceTrees;

namespace Fathom.Architecture.Tests;

/// <summary>The rooms (projects) in the order in which data flow through them, and what each references.</summary>
internal static class Rooms
{
    public static readonly IReadOnlyList<string> InOrder =
    [
        "Root", "Sky", "Detector", "Events", "Simulation", "Reconstruction", "Database", "Catalog", "Storage",
        "Identity", "Production", "Compute", "Twin", "Inference", "Vo", "Portal", "Cli",
    ];

    public static string Repository => SourceTree.Root;

    public static IEnumerable<string> Existing() =>
        InOrder.Where(room => File.Exists(ProjectFile(room)));

    public static IEnumerable<string> OnDisk() =>
        Directory.EnumerateDirectories(Path.Combine(Repository, "src"), "Fathom.*")
            .Select(folder => Path.GetFileName(folder)["Fathom.".Length..]);

    public static IReadOnlyList<string> ReferencesOf(string room) =>
        [.. XDocument.Load(ProjectFile(room)).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!))
            .Select(name => name["Fathom.".Length..])];

    /// <summary>The diagram of the rooms as Mermaid text; arrows that follow from others are left out.</summary>
    public static string Diagram()
    {
        var text = new StringBuilder("graph LR\n");
        foreach (string room in Existing())
        {
            IReadOnlyList<string> references = ReferencesOf(room);
            foreach (string reference in references.OrderBy(name => IndexOf(name)))
            {
                bool implied = references.Any(other => other != reference && Reaches(other, reference));
                if (!implied)
                {
                    text.Append("    ").Append(reference).Append(" --> ").Append(room).Append('\n');
                }
            }
        }

        return text.ToString();
    }

    public static int IndexOf(string room)
    {
        for (int i = 0; i < InOrder.Count; i++)
        {
            if (InOrder[i] == room)
            {
                return i;
            }
        }

        return -1;
    }

    private static bool Reaches(string from, string to) =>
        ReferencesOf(from).Any(next => next == to || Reaches(next, to));

    private static string ProjectFile(string room) =>
        Path.Combine(Repository, "src", $"Fathom.{room}", $"Fathom.{room}.csproj");
}
