using Fathom.Compute.Payload;
using Fathom.Database;
using Fathom.Database.Taking;
using Fathom.Identity.Tokens;
using Fathom.Portal.Server;
using Fathom.Production;
using Fathom.Production.Diagnosis.Rules;
using Fathom.Production.Operations;
using Fathom.Storage.Elements;

namespace Fathom.Cli.Workspaces;

/// <summary>A workspace opened by a command: read directly; written in this process, or through the server that holds it.</summary>
internal sealed class WorkspaceSession : IDisposable
{
    private readonly IDisposable[] held;
    private StorageElements? elements;

    private WorkspaceSession(WorkspaceFolders folders, WorkspaceDatabase database, IWorkspaceOperations operations, params IDisposable[] held)
    {
        Folders = folders;
        Layout = new WorkspaceLayout(folders);
        Database = database;
        Operations = operations;
        this.held = held;
    }

    public WorkspaceFolders Folders { get; }

    public WorkspaceLayout Layout { get; }

    public WorkspaceDatabase Database { get; }

    /// <summary>Its elements, opened when they are first needed: one whose file system hangs costs seconds.</summary>
    public StorageElements Elements => elements ??= WorkspaceElements.Open(Folders, Database, mark: false);

    public IWorkspaceOperations Operations { get; }

    /// <summary>Opens for reading; <see cref="Operations"/> refuses everything.</summary>
    public static WorkspaceSession OpenForReading(string root)
    {
        WorkspaceFolders folders = Existing(root);
        WorkspaceDatabase database = ReadOnly(folders);
        return new WorkspaceSession(folders, database, NoOperations.Instance, database);
    }

    /// <summary>Opens for writing: through the server where one holds the workspace, else as its one writer.</summary>
    public static WorkspaceSession OpenForWriting(string root)
    {
        WorkspaceFolders folders = Existing(root);
        return WorkspaceLock.FindHolder(folders.Run) is { Url.Length: > 0 } server ? Remote(folders, server.Url) : Local(folders);
    }

    public void Dispose()
    {
        foreach (IDisposable part in held)
        {
            part.Dispose();
        }
    }

    private static WorkspaceSession Remote(WorkspaceFolders folders, string url)
    {
        WorkspaceDatabase database = ReadOnly(folders);
        var client = new ServerOperations(new Uri(url), folders.OperatorToken);
        return new WorkspaceSession(folders, database, client, client, database);
    }

    private static WorkspaceSession Local(WorkspaceFolders folders)
    {
        var taken = WorkspaceLock.Take(folders.Run, new WorkspaceHolder(Environment.ProcessId, Environment.MachineName, ""));
        try
        {
            var database = WorkspaceDatabase.Open(folders);
            var ledger = new Ledger(
                database, new PilotTokens(WorkspaceSecrets.ReadOrCreate(folders.Root).PilotKey), new LedgerOptions { Workspace = folders.Root, Rules = RuleTableFile.Load(folders.Root) });
            var imports = new CatalogueImport(database, WorkspaceElements.Open(folders, database, mark: true));
            var commands = new OperatorCommands(ledger, database, new InstallationPreflight(folders.Root, SelfCommand.Current(), () => null, database.Time));
            var operations = new WorkspaceOperations(imports, commands, Actors.User(Environment.UserName));
            return new WorkspaceSession(folders, database, operations, database, taken);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    private static WorkspaceDatabase ReadOnly(WorkspaceFolders folders) =>
        WorkspaceDatabase.Open(folders, new WorkspaceDatabaseOptions { Access = WorkspaceAccess.Read });

    /// <summary>The folders of a workspace that is there.</summary>
    internal static WorkspaceFolders Existing(string root)
    {
        var folders = new WorkspaceFolders(root);
        return folders.Exists ? folders : throw new CommandException(
            ExitCode.NotFound, $"{folders.Root}: there is no workspace here. Make one with 'fathom init --workspace {root}'.");
    }
}
