namespace Fathom.Portal.Markup;

/// <summary>Addresses with a query: parameters without a value are left out.</summary>
public static class Query
{
    /// <summary>The address.</summary>
    public static string Address(string path, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var parts = new List<string>(parameters.Length);
        foreach (var (name, value) in parameters)
        {
            var text = value is IFormattable number ? number.ToString(null, System.Globalization.CultureInfo.InvariantCulture) : value?.ToString();
            if (!string.IsNullOrEmpty(text))
            {
                parts.Add($"{name}={Uri.EscapeDataString(text)}");
            }
        }

        return parts.Count == 0 ? path : $"{path}?{string.Join('&', parts)}";
    }
}
