namespace Heketi.Client.Errors;

/// <summary>The server has accepted the work, and <see cref="Http.HeketiClientOptions.WaitForWork"/> says not to wait for it.</summary>
public sealed class HeketiAcceptedException : HeketiException
{
    /// <summary>The work by its queue id.</summary>
    public HeketiAcceptedException(string queueId)
        : base($"The server has accepted the work; its queue id is {queueId}") => QueueId = queueId;

    /// <summary>What <see cref="HeketiClient.WaitAsync"/> takes.</summary>
    public string QueueId { get; }
}
