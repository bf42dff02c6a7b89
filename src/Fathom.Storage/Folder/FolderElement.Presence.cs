using Fathom.Storage.Elements;

namespace Fathom.Storage.Folder;

public sealed partial class FolderElement
{
    // Name of the mark; null where the folder may lack it.
    private readonly string? mark;

    private volatile string? silence;

    /// <summary>Why nothing is asked of it now, wherever its folder is; null where it is asked.</summary>
    /// <remarks>For who has asked in vain: what is asked of a mount that hangs takes its thread with it for as long as it hangs.</remarks>
    public string? Silence
    {
        get => silence;
        set => silence = value;
    }

    /// <summary>False where the folder or its mark is missing: all that is asked of the element fails then.</summary>
    public bool IsHere
    {
        get
        {
            try
            {
                OpenRoot().Dispose();
                return true;
            }
            catch (IOException)
            {
                return false;
            }
        }
    }

    /// <summary>Fails where nothing can be asked of the element now.</summary>
    /// <exception cref="StorageAwayException">The folder or its mark is missing.</exception>
    /// <exception cref="StorageException">It cannot be opened.</exception>
    public void RequireHere()
    {
        try
        {
            OpenRoot().Dispose();
        }
        catch (UnixException failure)
        {
            throw FolderFaults.Of(Name, Root, failure);
        }
    }

    /// <summary>Asks for the room of its file system, also while there is <see cref="Silence"/>.</summary>
    /// <returns>Null where the file system does not tell.</returns>
    /// <exception cref="StorageAwayException">The folder or its mark is missing.</exception>
    /// <exception cref="StorageException">It cannot be asked.</exception>
    internal ElementRoom? AskRoom()
    {
        try
        {
            AskRoot().Dispose();
        }
        catch (UnixException failure)
        {
            throw FolderFaults.Of(Name, Root, failure);
        }
        return MeasureRoom();
    }

    private ElementRoom? MeasureRoom()
    {
        try
        {
            var disk = new DriveInfo(Root);
            return disk.TotalSize > 0 ? new ElementRoom(disk.TotalSize, disk.AvailableFreeSpace) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StorageFaultException(Name, Root, failure.Message, failure);
        }
    }

    private void Make()
    {
        try
        {
            Directory.CreateDirectory(Root);
            using var root = FolderHandle.OpenRoot(Root);
            if (mark is not null && root.FileSize(mark) is null)
            {
                root.CreateFile(mark).Dispose();
            }
        }
        catch (UnixException failure) when (failure.Error == UnixError.Exists)
        {
            // another process was quicker
        }
        catch (IOException failure) when (FolderFaults.OfSystem(Name, Root, failure) is StorageFullException full)
        {
            throw full;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StorageDeniedException(Name, Root, failure.Message, failure);
        }
    }

    private FolderHandle OpenRoot() => silence is { } why ? throw new StorageAwayException(Name, Root, why) : AskRoot();

    private FolderHandle AskRoot()
    {
        FolderHandle root;
        try
        {
            root = FolderHandle.OpenRoot(Root);
        }
        catch (UnixException failure) when (FolderFaults.IsMissing(failure.Error))
        {
            throw new StorageAwayException(Name, Root, $"there is no folder {Root} on this machine; is its file system mounted?");
        }
        if (mark is null || root.FileSize(mark) is not null)
        {
            return root;
        }
        root.Dispose();
        throw new StorageAwayException(
            Name, Root, $"its mark {mark} is not in {Root}; is its file system mounted? If these are its files, make the mark: touch {Path.Combine(Root, mark)}");
    }
}
