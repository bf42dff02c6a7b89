namespace Fathom.Portal.Markup;

/// <summary>A piece of HTML that is safe to send: every value that came into it was escaped.</summary>
/// <remarks>
/// The only ways in are an interpolated string, whose literal parts are this program's own and whose holes are
/// escaped, and <see cref="Trusted"/>. A plain string does not convert.
/// </remarks>
public readonly struct Html
{
    private readonly string? _text;

    private Html(string text) => _text = text;

    /// <summary>Nothing at all.</summary>
    public static Html Empty => default;

    /// <summary>Renders an interpolated string; its holes are escaped.</summary>
    public static Html Of(HtmlHandler handler) => new(handler.Finish());

    /// <summary>Takes text that this program made as markup. Never give it anything from outside.</summary>
    public static Html Trusted(string markup) => new(markup);

    /// <summary>Joins pieces.</summary>
    public static Html Join(IEnumerable<Html> pieces) => Of($"{pieces}");

    /// <summary>One piece for each item.</summary>
    public static Html Each<T>(IEnumerable<T> items, Func<T, Html> piece) => Join(items.Select(piece));

    /// <summary>The piece where the condition holds, nothing where it does not.</summary>
    public static Html If(bool condition, Func<Html> piece) => condition ? piece() : Empty;

    /// <summary>The markup.</summary>
    public override string ToString() => _text ?? "";
}
