using System.Reflection;
using Xunit.Sdk;

namespace Fathom.PostgresServers;

/// <summary>The databases that a workspace can be in.</summary>
public enum Engine
{
    /// <summary>A file.</summary>
    Sqlite,

    /// <summary>A server of this test process.</summary>
    Postgres,
}

/// <summary>Runs a test once on SQLite and once on PostgreSQL: one contract, two engines.</summary>
/// <remarks>Where PostgreSQL is not installed and may not be, the second is left out, and a note says so; with CI=true it fails.</remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnBothEnginesAttribute : DataAttribute
{
    /// <inheritdoc/>
    public override IEnumerable<object[]> GetData(MethodInfo testMethod)
    {
        yield return [Engine.Sqlite];
        if (PostgresCluster.IsThere)
        {
            yield return [Engine.Postgres];
        }
    }
}
