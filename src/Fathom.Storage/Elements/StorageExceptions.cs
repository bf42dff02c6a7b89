namespace Fathom.Storage.Elements;

/// <summary>A storage element could not do what it was asked.</summary>
public abstract class StorageException(string element, string path, string message, Exception? inner = null)
    : IOException(message, inner)
{
    /// <summary>Name of the element.</summary>
    public string Element { get; } = element;

    /// <summary>Path below its root.</summary>
    public string Path { get; } = path;

    /// <summary>Normalised cause, the same word for the same root.</summary>
    public abstract string Cause { get; }
}

/// <summary>Something already exists where a file was to be created.</summary>
public sealed class StorageConflictException(string element, string path)
    : StorageException(element, path, $"{element}:{path} exists already; a storage element never overwrites.")
{
    /// <inheritdoc/>
    public override string Cause => "StorageConflict";
}

/// <summary>A file that was asked for is not there.</summary>
public sealed class StorageMissingException(string element, string path)
    : StorageException(element, path, $"{element}:{path} does not exist.")
{
    /// <inheritdoc/>
    public override string Cause => "StorageFileMissing";
}

/// <summary>The element has no space (or no quota) left.</summary>
public sealed class StorageFullException(string element, string path, Exception? inner = null)
    : StorageException(
        element,
        path,
        $"The disk is full: no space left at storage element {element} while writing {path}; nothing of it was kept. "
        + "Free space or raise the quota there, then reschedule.",
        inner)
{
    /// <inheritdoc/>
    public override string Cause => "StorageFull";
}

/// <summary>The element itself is not where it should be, as where its file system is not mounted: nothing is known of its files.</summary>
public sealed class StorageAwayException(string element, string root, string reason)
    : StorageException(element, root, $"Storage element {element} is away: {reason}")
{
    /// <inheritdoc/>
    public override string Cause => "StorageAway";
}

/// <summary>The operating system refused access.</summary>
public sealed class StorageDeniedException(string element, string path, string reason, Exception? inner = null)
    : StorageException(element, path, $"Storage element {element} refuses access to {path}: {reason}", inner)
{
    /// <inheritdoc/>
    public override string Cause => "StorageDenied";
}

/// <summary>Durability could not be promised: what was written may be lost, so nothing may be acknowledged.</summary>
public sealed class StorageDurabilityException(string element, string path, string reason, Exception? inner = null)
    : StorageException(element, path, $"fsync failed for {element}:{path}: {reason}", inner)
{
    /// <inheritdoc/>
    public override string Cause => "StorageNotDurable";
}

/// <summary>Any other failure of reading or writing.</summary>
public sealed class StorageFaultException(string element, string path, string reason, Exception? inner = null)
    : StorageException(element, path, $"Storage element {element} failed at {path}: {reason}", inner)
{
    /// <inheritdoc/>
    public override string Cause => "StorageFault";
}

/// <summary>A path that could leave the element, or that no element can hold.</summary>
public sealed class StoragePathException(string path, string reason)
    : ArgumentException($"'{Printable(path)}' is not a path below a storage element: {reason}.")
{
    /// <summary>Why.</summary>
    public string Reason { get; } = reason;

    private static string Printable(string path) =>
        string.Concat((path.Length > 200 ? path[..200] + "…" : path).Select(c => char.IsControl(c) ? '?' : c));
}
