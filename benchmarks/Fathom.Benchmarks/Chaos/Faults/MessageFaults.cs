namespace Fathom.Benchmarks.Chaos.Faults;

/// <summary>Some messages between pilots and server are lost, repeated or overtaken.</summary>
internal sealed class MessagesDisturbed(string name, MessageFault fault) : IFault
{
    public string Name => name;

    public bool IsLight => true;

    public bool Applies(ChaosWorld world) => true;

    public async Task<bool> StrikeAsync(ChaosWorld world, Random random)
    {
        int before = world.Proxy.Disturbed;
        world.Proxy.Disturb(fault, random.Next(1, 6));
        for (int looks = 0; looks < 20 && world.Proxy.Disturbed == before; looks++)
        {
            await Task.Delay(50);
        }

        return world.Proxy.Disturbed > before;
    }
}
