namespace Fathom.Database;

/// <summary>What lies where in a workspace.</summary>
/// <param name="root">Folder of the workspace.</param>
public sealed class WorkspaceFolders(string root)
{
    /// <summary>The workspace, absolute.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>The database of a new workspace; <see cref="WorkspaceDatabase.Open(WorkspaceFolders, WorkspaceDatabaseOptions?)"/> opens
    /// the one that the workspace has now.</summary>
    public string Database => Path.Combine(Root, "fathom.db");

    /// <summary>Secrets, readable by their owner alone: <c>operator.token</c>, <c>bootstrap.secret</c>.</summary>
    public string Secrets => Path.Combine(Root, "secrets");

    /// <summary>Names the workspace's database, once it was moved or restored: see <see cref="Moving.DatabasePointer"/>.</summary>
    public string DatabasePointer => Path.Combine(Root, "database.json");

    /// <summary>The operator's token.</summary>
    public string OperatorToken => Path.Combine(Secrets, "operator.token");

    /// <summary>What pilots register with.</summary>
    public string BootstrapSecret => Path.Combine(Secrets, "bootstrap.secret");

    /// <summary>Where a server says that it runs: <c>server.lock</c>, <c>server.json</c>.</summary>
    public string Run => Path.Combine(Root, "run");

    /// <summary>Description of the server that runs, with its URL.</summary>
    public string ServerDescription => Path.Combine(Run, "server.json");

    /// <summary>Files of calibration constants, named by the conditions tags.</summary>
    public string Conditions => Path.Combine(Root, "conditions");

    /// <summary>Detector descriptions.</summary>
    public string Detector => Path.Combine(Root, "detector");

    /// <summary>Roots of the folder storage elements.</summary>
    public string Storage => Path.Combine(Root, "storage");

    /// <summary>Scratch of this machine's pilots, and logs.</summary>
    public string Scratch => Path.Combine(Root, "scratch");

    /// <summary>Whole logs of attempts, packed by transformation.</summary>
    public string Logs => Path.Combine(Root, "logs");

    /// <summary>Published data: drafts, what is public, what was withdrawn.</summary>
    public string Publications => Path.Combine(Root, "publications");

    /// <summary>Asynchronous queries on what is published, and their results.</summary>
    public string Queries => Path.Combine(Root, "queries");

    /// <summary>Files of the data-source registry that were downloaded.</summary>
    public string Sources => Path.Combine(Root, "sources");

    /// <summary>True where a workspace was made here.</summary>
    public bool Exists => File.Exists(DatabasePointer) || File.Exists(Database);
}
