namespace Fathom.Root.Streamers;

/// <summary>A C++ type name, taken apart: <c>map&lt;string,vector&lt;int&gt; &gt;</c>.</summary>
/// <param name="Name">The outermost name, without <c>std::</c> and <c>const</c>.</param>
/// <param name="Arguments">Template arguments.</param>
/// <param name="Pointer">A star follows.</param>
internal sealed record CppType(string Name, IReadOnlyList<CppType> Arguments, bool Pointer)
{
    private const int MaximumDepth = 32;

    internal static CppType Parse(string text)
    {
        int at = 0;
        return Parse(text, ref at, 0);
    }

    /// <summary>The whole name, normalised.</summary>
    public override string ToString() =>
        Name + (Arguments.Count > 0 ? $"<{string.Join(",", Arguments)}>" : "") + (Pointer ? "*" : "");

    private static CppType Parse(string text, ref int at, int depth)
    {
        if (depth > MaximumDepth)
        {
            return new CppType(text, [], false);
        }

        int start = at;
        while (at < text.Length && text[at] is not ('<' or '>' or ',' or '*' or '&'))
        {
            at++;
        }

        string name = Plain(text[start..at]);
        List<CppType> arguments = [];
        if (at < text.Length && text[at] == '<')
        {
            do
            {
                at++;
                arguments.Add(Parse(text, ref at, depth + 1));
            }
            while (at < text.Length && text[at] == ',');
            at = Math.Min(at + 1, text.Length);
        }

        // A class within a template class: its name goes on after the bracket.
        int rest = at;
        while (at < text.Length && text[at] is not ('>' or ',' or '*' or '&' or '<'))
        {
            at++;
        }

        string tail = text[rest..at].Trim();
        if (tail.StartsWith("::", StringComparison.Ordinal))
        {
            name = $"{name}<{string.Join(",", arguments)}>{tail}";
            arguments = [];
        }

        bool pointer = false;
        while (at < text.Length && text[at] is '*' or '&' or ' ')
        {
            pointer |= text[at] == '*';
            at++;
        }

        return new CppType(name, arguments, pointer);
    }

    private static string Plain(string name)
    {
        string plain = name.Trim();
        plain = plain.StartsWith("const ", StringComparison.Ordinal) ? plain[6..].Trim() : plain;
        plain = plain.StartsWith("std::", StringComparison.Ordinal) ? plain[5..] : plain;
        return plain.EndsWith(" const", StringComparison.Ordinal) ? plain[..^6].Trim() : plain;
    }
}
