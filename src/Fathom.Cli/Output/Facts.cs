using System.Globalization;

namespace Fathom.Cli.Output;

/// <summary>Prints the facts of one thing, a line each; what is null is left out.</summary>
public static class Facts
{
    /// <summary>Writes names and values.</summary>
    public static void Write(params IReadOnlyList<(string Name, object? Value)> facts)
    {
        int width = facts.Max(fact => fact.Name.Length);
        foreach ((string name, object? value) in facts)
        {
            string text = TerminalText.Of(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
            if (text.Length > 0)
            {
                Console.Out.WriteLine($"{name.PadRight(width)}  {text}");
            }
        }
    }
}
