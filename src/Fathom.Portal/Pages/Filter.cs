using System.Globalization;

namespace Fathom.Portal.Pages;

/// <summary>Values of filter forms: an empty field does not restrict.</summary>
public static class Filter
{
    /// <summary>A text, or null.</summary>
    public static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    /// <summary>A number; null for none. What is no number matches nothing: -1.</summary>
    public static int? Number(string? value)
        => Text(value) is not { } text ? null : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
