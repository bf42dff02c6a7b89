namespace Fathom.Root.Conversions;

/// <summary>Names that every format allows.</summary>
internal static class ColumnNames
{
    /// <summary>The names without what is excluded, each once.</summary>
    internal static IEnumerable<string> Distinct(IEnumerable<string> names)
    {
        HashSet<string> taken = [];
        foreach (string name in names)
        {
            string plain = Allowed(name);
            string distinct = plain;
            for (int i = 2; !taken.Add(distinct); i++)
            {
                distinct = $"{plain}_{i}";
            }

            yield return distinct;
        }
    }

    private static string Allowed(string name)
    {
        string plain = string.Concat(name.TrimEnd('.').Select(c => char.IsControl(c) || c is '.' or ' ' or '\\' or '/' or '[' or ']' ? '_' : c));
        return plain.Length > 0 ? plain : "_";
    }
}
