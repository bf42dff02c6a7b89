using System.Globalization;

namespace Fathom.Root.Streamers.Written;

/// <summary>The classes of ROOT that are written, from the table beside this file.</summary>
/// <remarks>
/// The table has a line for each class (name, version, checksum) and an indented one for each element. It was made from
/// the descriptions that files of ROOT 6 carry; checksums of classes that none of them has follow by TClass::GetCheckSum.
/// </remarks>
internal static class ClassTable
{
    private static readonly Lazy<Dictionary<string, WrittenClass>> s_classes = new(Load);

    /// <summary>A class.</summary>
    /// <exception cref="KeyNotFoundException">It is none that is written.</exception>
    internal static WrittenClass Get(string name) => s_classes.Value[name];

    internal static bool Has(string name) => s_classes.Value.ContainsKey(name);

    private static Dictionary<string, WrittenClass> Load()
    {
        Dictionary<string, WrittenClass> classes = [];
        List<WrittenElement> elements = [];
        using Stream stream = typeof(ClassTable).Assembly.GetManifestResourceStream("classes.tsv")
            ?? throw new InvalidOperationException("classes.tsv is not in the assembly");
        using StreamReader reader = new(stream);
        while (reader.ReadLine() is string line)
        {
            string[] cells = line.Split('\t');
            if (cells[0].Length > 0)
            {
                elements = [];
                classes.Add(cells[0], new WrittenClass(cells[0], Number(cells[1]), uint.Parse(cells[2], CultureInfo.InvariantCulture), elements));
            }
            else
            {
                elements.Add(new WrittenElement(
                    cells[1], cells[2], cells[3], Number(cells[4]), Number(cells[5]), Number(cells[6]), Number(cells[7]),
                    [.. cells[8].Split(',').Select(Number)], cells[9], cells[10].Split(',')));
            }
        }

        return classes;
    }

    private static int Number(string cell) => int.Parse(cell, CultureInfo.InvariantCulture);
}
