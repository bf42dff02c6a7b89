namespace Fathom.Benchmarks.Chaos.Faults;

/// <summary>The disk of the workspace is full for a while: database, storage and scratch alike.</summary>
internal sealed class DiskFull : IFault
{
    private const int Block = 1 << 16;

    public string Name => "disk full";

    public bool IsLight => false;

    public bool Applies(ChaosWorld world) => world.SmallDisk;

    public async Task<bool> StrikeAsync(ChaosWorld world, Random random)
    {
        string ballast = Path.Combine(world.Disk, "ballast");
        try
        {
            world.ExcuseServer();
            Fill(ballast);
            await Task.Delay(random.Next(300, 1000));
        }
        finally
        {
            File.Delete(ballast);
        }

        await world.EnsureServerAsync();
        return true;
    }

    private static void Fill(string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            byte[] block = new byte[Block];
            while (true)
            {
                file.Write(block);
            }
        }
        catch (IOException)
        {
            // full, as was wanted
        }
    }
}

/// <summary>The element that receives the outputs is away for a while.</summary>
internal sealed class ElementFailing : IFault
{
    public string Name => "storage element failing";

    public bool IsLight => true;

    public bool Applies(ChaosWorld world) => true;

    public async Task<bool> StrikeAsync(ChaosWorld world, Random random)
    {
        string away = world.OutputElement + ".away";
        Directory.Move(world.OutputElement, away);
        try
        {
            await Task.Delay(random.Next(200, 800));
        }
        finally
        {
            // Fails where somebody made the folder anew meanwhile: what is written there is covered by the mount.
            Directory.Move(away, world.OutputElement);
        }

        await world.EnsureServerAsync();
        return true;
    }
}
