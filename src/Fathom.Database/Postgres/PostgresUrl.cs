using Fathom.Database.Faults;
using Npgsql;

namespace Fathom.Database.Postgres;

/// <summary>A PostgreSQL server's URL, as libpq writes it (https://www.postgresql.org/docs/15/libpq-connect.html#LIBPQ-CONNSTRING).</summary>
/// <remarks>The password comes from <c>PGPASSFILE</c>, from <c>?passfile=</c>, or from a URL that lies in a secrets file.</remarks>
internal sealed class PostgresUrl
{
    private const string Scheme = "postgres://", LongScheme = "postgresql://";
    private readonly NpgsqlConnectionStringBuilder _settings;

    private PostgresUrl(NpgsqlConnectionStringBuilder settings) => _settings = settings;

    /// <summary>The URL without secrets.</summary>
    public string Name => _settings.Host!.StartsWith('/')
        ? $"{Scheme}/{_settings.Database}?host={_settings.Host}&user={_settings.Username}"
        : $"{Scheme}{_settings.Username}@{_settings.Host}:{_settings.Port}/{_settings.Database}";

    public bool HoldsPassword => _settings.Password is { Length: > 0 };

    public static bool Is(string text) =>
        text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || text.StartsWith(LongScheme, StringComparison.OrdinalIgnoreCase);

    /// <exception cref="WorkspaceException">It cannot be understood.</exception>
    public static PostgresUrl Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri))
        {
            throw Unclear("the URL", "postgres://user@host:port/database", "something else");
        }

        var settings = new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Username = Environment.UserName };
        if (uri.Host.Length > 0)
        {
            settings.Host = uri.Host.Trim('[', ']');
        }

        settings.Port = uri.Port > 0 ? uri.Port : NpgsqlConnection.DefaultPort;
        string[] who = uri.UserInfo.Split(':', 2);
        if (who[0].Length > 0)
        {
            settings.Username = Uri.UnescapeDataString(who[0]);
        }

        if (who.Length == 2)
        {
            settings.Password = Uri.UnescapeDataString(who[1]);
        }

        settings.Database = Uri.UnescapeDataString(uri.AbsolutePath.Trim('/'));
        foreach (string setting in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] pair = setting.Split('=', 2);
            Apply(settings, pair[0], Uri.UnescapeDataString(pair.Length == 2 ? pair[1] : ""));
        }

        return settings.Database.Length > 0 ? new PostgresUrl(settings)
            : throw Unclear("the URL", "a database after the host, as in postgres://user@host/fathom", "none");
    }

    /// <summary>The provider's settings for one connection.</summary>
    public NpgsqlConnectionStringBuilder Settings(TimeSpan timeout) => new(_settings.ConnectionString)
    {
        Pooling = false,
        ApplicationName = "fathom",
        Timeout = Math.Max(1, (int)Math.Ceiling(timeout.TotalSeconds)),
        CommandTimeout = 0,
        KeepAlive = 10,
        TcpKeepAlive = true,
        MaxAutoPrepare = 300,
        AutoPrepareMinUsages = 2,
        IncludeErrorDetail = false,
        PersistSecurityInfo = false,
    };

    private static void Apply(NpgsqlConnectionStringBuilder settings, string name, string value)
    {
        switch (name)
        {
            case "host":
                settings.Host = value;
                break;
            case "port" when int.TryParse(value, out int port):
                settings.Port = port;
                break;
            case "user":
                settings.Username = value;
                break;
            case "password":
                settings.Password = value;
                break;
            case "passfile":
                settings.Passfile = value;
                break;
            case "dbname":
                settings.Database = value;
                break;
            case "sslmode" when Enum.TryParse(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out SslMode mode):
                settings.SslMode = mode;
                break;
            case "sslrootcert":
                settings.RootCertificate = value;
                break;
            default:
                throw Unclear(
                    $"the setting '{name}' of the URL", "host, port, user, passfile, dbname, sslmode or sslrootcert, with a value that fits", "another");
        }
    }

    // What was found is not repeated: it may hold a password.
    private static WorkspaceException Unclear(string what, string expected, string found) => new(
        WorkspaceProblem.Missing, Scheme, $"{what} of the PostgreSQL server cannot be understood: expected {expected}, found {found}.");
}
