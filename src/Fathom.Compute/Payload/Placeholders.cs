using System.Text;
using Fathom.Compute.Steps;

namespace Fathom.Compute.Payload;

/// <summary>Puts values in the place of <c>{name}</c>; <c>{{</c> and <c>}}</c> are braces. A name that is not known is an error.</summary>
internal static class Placeholders
{
    /// <summary>Fills each argument; an argument that is <c>{inputs}</c> alone becomes one for each input.</summary>
    public static IReadOnlyList<string> FillAll(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> named, IReadOnlyList<string> inputs)
    {
        var filled = new List<string>(arguments.Count);
        foreach (var argument in arguments)
        {
            if (argument == "{inputs}")
            {
                filled.AddRange(inputs);
            }
            else
            {
                filled.Add(Fill(argument, named));
            }
        }
        return filled;
    }

    /// <summary>Fills a text.</summary>
    /// <exception cref="StepFailedException">It names something that there is not, or a brace is left open.</exception>
    public static string Fill(string text, IReadOnlyDictionary<string, string> named)
    {
        if (text.AsSpan().IndexOfAny('{', '}') < 0)
        {
            return text;
        }
        var filled = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            var doubled = at + 1 < text.Length && text[at + 1] == text[at];
            if (text[at] is '{' or '}' && doubled)
            {
                filled.Append(text[at++]);
            }
            else if (text[at] == '{')
            {
                var end = text.IndexOf('}', at);
                if (end < 0 || !named.TryGetValue(text[(at + 1)..end], out var value))
                {
                    throw new StepFailedException(
                        "CommandMisdescribed", $"'{text}' names something unknown at character {at + 1}; known are {string.Join(", ", named.Keys.Order(StringComparer.Ordinal))}.");
                }
                filled.Append(value);
                at = end;
            }
            else
            {
                filled.Append(text[at]);
            }
        }
        return filled.ToString();
    }
}
