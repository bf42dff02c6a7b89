using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Fathom.PostgresServers;

/// <summary>A private PostgreSQL server of this test process: on a socket of its own, in a temporary folder, gone with the process.</summary>
/// <remarks>Run by root it runs as the user postgres. A shell between the two waits for the end of its input, which comes however
/// this process ends, then stops the server and deletes the folder.</remarks>
internal sealed class PostgresCluster
{
    private const string Package = "postgresql";
    private const string User = "postgres";

    // docs/how-to/use-postgresql.md
    private const string AsTheHandbookSays = "-c fsync=on -c shared_buffers=1GB -c max_wal_size=4GB";

    private const string Keeper =
        """
        set -e
        mkdir "$1/data" "$1/socket"
        as=
        if [ "$(id -u)" = 0 ]; then
            chown -R postgres "$1"
            as="setpriv --reuid=postgres --regid=$(id -g postgres) --init-groups --reset-env"
        fi
        cd "$1"
        $as "$2/initdb" --pgdata="$1/data" --username=postgres --auth=trust --encoding=UTF8 --locale=C --no-sync >"$1/initdb.log" 2>&1
        $as "$2/postgres" -D "$1/data" -k "$1/socket" -c listen_addresses= -c max_connections=200 $3 \
            >"$1/server.log" 2>&1 &
        server=$!
        cat >/dev/null
        kill -QUIT "$server" 2>/dev/null || true
        wait "$server" || true
        cd /
        rm -rf "$1"
        """;

    private static readonly Lazy<PostgresCluster?> OfThisProcess = new(() => Start(durable: false));
    private static int _databases;
    private readonly string _folder;

    // Held, so that nothing but the end of this process closes its input.
    private readonly Process _keeper;

    private PostgresCluster(string folder, Process keeper) => (_folder, _keeper) = (folder, keeper);

    /// <summary>The server, started at the first use; null where it is not installed and may not be.</summary>
    public static PostgresCluster? Shared => OfThisProcess.Value;

    /// <summary>True where the server is installed or could be; with CI=true its absence is a failure of each test instead.</summary>
    public static bool IsThere => FindPrograms() is not null || Environment.GetEnvironmentVariable("CI") == "true";

    /// <summary>Why there is none.</summary>
    public static string Absence => $"Skipped on PostgreSQL, which is not installed: sudo apt-get install --yes {Package}";

    /// <summary>A new, empty database; its URL.</summary>
    public string NewDatabase()
    {
        string name = FormattableString.Invariant($"t{Interlocked.Increment(ref _databases)}");
        Execute($"CREATE DATABASE {name}");
        return UrlOf(name);
    }

    /// <summary>Deletes a database, with the sessions in it.</summary>
    public void Drop(string url) => Execute($"DROP DATABASE IF EXISTS {NameOf(url)} WITH (FORCE)");

    /// <summary>Ends every session in a database, as a network that fails would.</summary>
    public void Disconnect(string url) => Execute(
        $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{NameOf(url)}' AND pid <> pg_backend_pid()");

    /// <summary>Runs a statement in a database, outside of any workspace.</summary>
    public void Execute(string sql, string? url = null)
    {
        using var connection = new NpgsqlConnection(
            $"Host={_folder}/socket;Username={User};Database={(url is null ? User : NameOf(url))};Pooling=false;Timeout=30;Command Timeout=60");
        connection.Open();
        using NpgsqlCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string NameOf(string url) => new Uri(url).AbsolutePath.Trim('/');

    private string UrlOf(string database) => $"postgres:///{database}?host={_folder}/socket&user={User}";

    /// <summary>Starts a server.</summary>
    /// <param name="durable">Whether it syncs: for benchmarks. Tests need it not: a server that is killed loses nothing by that.</param>
    public static PostgresCluster? Start(bool durable)
    {
        if (FindPrograms() is not { } programs)
        {
            return Environment.GetEnvironmentVariable("CI") == "true" ? throw new InvalidOperationException(Absence) : null;
        }

        string folder = Directory.CreateTempSubdirectory("fathom-pg-").FullName;
        string settings = durable ? AsTheHandbookSays : "-c fsync=off -c shared_buffers=64MB";
        Process shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Keeper, "keeper", folder, programs, settings]) { RedirectStandardInput = true })!;
        var cluster = new PostgresCluster(folder, shell);
        cluster.WaitUntilReady();
        return cluster;
    }

    private void WaitUntilReady()
    {
        using var never = new ManualResetEventSlim();
        for (int tries = 0; ; tries++)
        {
            try
            {
                Execute("SELECT 1");
                return;
            }
            catch (NpgsqlException) when (tries < 600 && !_keeper.HasExited)
            {
                never.Wait(TimeSpan.FromMilliseconds(50));
            }
        }
    }

    /// <summary>Folder of the newest server's programs; installs them where this process may.</summary>
    private static string? FindPrograms()
    {
        if (Installed() is { } there)
        {
            return there;
        }

        if (Environment.UserName == "root" && File.Exists("/usr/bin/apt-get"))
        {
            using var install = Process.Start(new ProcessStartInfo(
                "/bin/sh", ["-c", $"apt-get update -qq && apt-get install -qq --yes --no-install-recommends {Package} >/dev/null 2>&1"])
            {
                Environment = { ["DEBIAN_FRONTEND"] = "noninteractive" },
            })!;
            install.WaitForExit();
        }

        return Installed();
    }

    private static string? Installed() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql")
            .Where(version => File.Exists(Path.Combine(version, "bin", "postgres")))
            .OrderByDescending(version => int.TryParse(Path.GetFileName(version), CultureInfo.InvariantCulture, out int number) ? number : 0)
            .Select(version => Path.Combine(version, "bin"))
            .FirstOrDefault()
        : null;
}
