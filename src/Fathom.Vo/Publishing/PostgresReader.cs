using Fathom.Vo.Queries.Sql;
using Npgsql;

namespace Fathom.Vo.Publishing;

/// <summary>The role as which queries run in PostgreSQL: it cannot log in, owns nothing, and may read the copies of published tables alone.</summary>
internal static class PostgresReader
{
    private const int LongestName = 63;

    /// <summary>Makes the role where it is missing, and the schema that it reads.</summary>
    /// <param name="connection">As the owner of the database.</param>
    /// <param name="schema">Schema of the copies.</param>
    /// <param name="stop">Stops the work.</param>
    /// <returns>Its name; null and why: there is none that is fit.</returns>
    /// <exception cref="NpgsqlException">The database is away.</exception>
    public static async Task<(string? Role, string? Problem)> MakeAsync(NpgsqlConnection connection, string schema, CancellationToken stop)
    {
        string database = (string)(await ScalarAsync(connection, "SELECT current_database()::text", null, stop))!;
        string role = $"{database}_published";
        if (role.Length > LongestName)
        {
            return (null, "the name of the database is too long for a role that begins with it");
        }

        string quoted = QueryDialect.Quoted(role);
        try
        {
            if (await ScalarAsync(connection, "SELECT 1 FROM pg_roles WHERE rolname = @p", role, stop) is null)
            {
                await PostgresCopy.ExecuteAsync(connection, $"CREATE ROLE {quoted} NOLOGIN", stop);
            }

            if (await ScalarAsync(connection, "SELECT pg_has_role(current_user, @p::name, 'MEMBER')", role, stop) is false)
            {
                await PostgresCopy.ExecuteAsync(connection, $"GRANT {quoted} TO CURRENT_USER", stop);
            }

            await PostgresCopy.ExecuteAsync(connection, $"CREATE SCHEMA IF NOT EXISTS {schema}; GRANT USAGE ON SCHEMA {schema} TO {quoted}", stop);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return (null, $"{refused.MessageText}. An administrator of the database makes the role: CREATE ROLE {quoted} NOLOGIN; GRANT {quoted} TO the server's user");
        }

        return await ScalarAsync(connection, MaySeeMore, role, stop) is null ? (role, null) : (null, $"the role {role} may do more than read what is published");
    }

    // Deny by default: a role that reads anything of the workspace is none that the public's queries run as.
    private const string MaySeeMore =
        """
        SELECT 1 FROM pg_roles r WHERE r.rolname = @p AND (r.rolsuper OR r.rolcreaterole OR r.rolcreatedb OR r.rolbypassrls OR r.rolreplication
            OR EXISTS (SELECT 1 FROM pg_auth_members m WHERE m.member = r.oid)
            OR EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname = current_schema() AND has_table_privilege(r.oid, c.oid, 'SELECT')))
        """;

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, string? parameter, CancellationToken stop)
    {
        await using NpgsqlCommand command = connection.CreateCommand();
        command.CommandText = sql;
        if (parameter is not null)
        {
            command.Parameters.AddWithValue("p", parameter);
        }

        return await command.ExecuteScalarAsync(stop);
    }
}
