namespace Fathom.Database.Statements;

/// <summary>Finds the <c>@name</c>s of a statement, outside of its texts and comments.</summary>
internal static class ParameterNames
{
    public static IReadOnlyList<string> Of(string sql)
    {
        var names = new List<string>();
        for (int i = 0; i < sql.Length; i++)
        {
            switch (sql[i])
            {
                case '\'' or '"':
                    i = sql.IndexOf(sql[i], i + 1) is int end and >= 0 ? end : sql.Length;
                    break;
                case '-' when i + 1 < sql.Length && sql[i + 1] == '-':
                    i = sql.IndexOf('\n', i) is int line and >= 0 ? line : sql.Length;
                    break;
                case '@':
                    int after = i + 1;
                    while (after < sql.Length && (char.IsAsciiLetterOrDigit(sql[after]) || sql[after] == '_'))
                    {
                        after++;
                    }

                    string name = sql[(i + 1)..after];
                    if (name.Length > 0 && !names.Contains(name))
                    {
                        names.Add(name);
                    }

                    i = after - 1;
                    break;
            }
        }

        return names;
    }
}
