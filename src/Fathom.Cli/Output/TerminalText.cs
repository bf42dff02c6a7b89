namespace Fathom.Cli.Output;

/// <summary>Text from outside, made harmless: control characters must not drive the terminal.</summary>
public static class TerminalText
{
    /// <summary>The text with every control character but the line feed and the tab replaced.</summary>
    public static string Of(string text) =>
        text.Any(IsHarmful) ? string.Concat(text.Select(c => IsHarmful(c) ? '?' : c)) : text;

    private static bool IsHarmful(char c) => char.IsControl(c) && c is not ('\n' or '\t');
}
